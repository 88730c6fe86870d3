/// Benchmarks of the drive: group commit and reads.
@NullMarked
package io.holdfast.benchmarks.drive;

import org.jspecify.annotations.NullMarked;
