/// Buckets in the registry, and their gates.
@NullMarked
package io.holdfast.object.bucket;

import org.jspecify.annotations.NullMarked;
