/// Keys that are none.
@NullMarked
package io.holdfast.http.tls;

import org.jspecify.annotations.NullMarked;
