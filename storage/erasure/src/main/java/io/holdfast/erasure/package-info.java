/// Reed-Solomon coding: bytes in, bytes out.
@NullMarked
package io.holdfast.erasure;

import org.jspecify.annotations.NullMarked;
