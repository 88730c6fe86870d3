/// Repairing one key, and walking keys to rebuild a drive.
@NullMarked
package io.holdfast.object.heal;

import org.jspecify.annotations.NullMarked;
