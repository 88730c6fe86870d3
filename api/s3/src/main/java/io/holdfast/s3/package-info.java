/// The S3 protocol: signatures, wire formats, one class per operation.
@NullMarked
package io.holdfast.s3;

import org.jspecify.annotations.NullMarked;
