/// Object lock: retention and legal holds of versions, and the defaults of buckets.
@NullMarked
package io.holdfast.s3.lock;

import org.jspecify.annotations.NullMarked;
