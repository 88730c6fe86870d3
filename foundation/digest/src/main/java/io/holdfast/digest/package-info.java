/// MD5 for many streams at once, SHA, CRC and the checksums of S3.
@NullMarked
package io.holdfast.digest;

import org.jspecify.annotations.NullMarked;
