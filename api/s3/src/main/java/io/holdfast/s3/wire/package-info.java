/// The forms of the wire: XML, errors, times, percent-encoding, names and limits.
@NullMarked
package io.holdfast.s3.wire;

import org.jspecify.annotations.NullMarked;
