/// Files as the drive uses them: positional, synced on demand, direct where the system allows it.
@NullMarked
package io.holdfast.drive.disk;

import org.jspecify.annotations.NullMarked;
