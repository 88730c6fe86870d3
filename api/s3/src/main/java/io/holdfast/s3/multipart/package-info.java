/// Operations on multipart uploads.
@NullMarked
package io.holdfast.s3.multipart;

import org.jspecify.annotations.NullMarked;
