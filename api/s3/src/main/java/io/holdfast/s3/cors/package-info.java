/// Which pages may call a bucket, and the operations that say so.
@NullMarked
package io.holdfast.s3.cors;

import org.jspecify.annotations.NullMarked;
