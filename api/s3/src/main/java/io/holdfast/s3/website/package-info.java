/// Buckets as websites, and the operations that make them so.
@NullMarked
package io.holdfast.s3.website;

import org.jspecify.annotations.NullMarked;
