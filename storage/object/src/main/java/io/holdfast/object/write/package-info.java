/// Turning a body into digests and shards, and shards into a change.
@NullMarked
package io.holdfast.object.write;

import org.jspecify.annotations.NullMarked;
