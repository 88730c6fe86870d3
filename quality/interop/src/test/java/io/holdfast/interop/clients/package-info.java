/// Suites that drive the server with clients that nobody here wrote.
@NullMarked
package io.holdfast.interop.clients;

import org.jspecify.annotations.NullMarked;
