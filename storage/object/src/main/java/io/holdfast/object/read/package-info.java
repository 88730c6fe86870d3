/// Finding the decided version and gathering its bytes from K shards.
@NullMarked
package io.holdfast.object.read;

import org.jspecify.annotations.NullMarked;
