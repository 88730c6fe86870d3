/// Certificates from a folder, reloaded when they change.
@NullMarked
package io.holdfast.http.tls;

import org.jspecify.annotations.NullMarked;
