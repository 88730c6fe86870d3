/// One drive: log, index, shard files and identity.
@NullMarked
package io.holdfast.drive;

import org.jspecify.annotations.NullMarked;
