/// Operations on buckets and their settings.
@NullMarked
package io.holdfast.s3.bucket;

import org.jspecify.annotations.NullMarked;
