/// Bucket records against bytes that nobody meant.
@NullMarked
package io.holdfast.object.bucket;

import org.jspecify.annotations.NullMarked;
