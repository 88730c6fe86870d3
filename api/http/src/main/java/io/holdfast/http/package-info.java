/// The listener: HTTP/1.1 and HTTP/2, TLS, limits, request context.
@NullMarked
package io.holdfast.http;

import org.jspecify.annotations.NullMarked;
