/// What a deployment has from its start: accounts, policies, users and buckets declared in a file.
@NullMarked
package io.holdfast.server.bootstrap;

import org.jspecify.annotations.NullMarked;
