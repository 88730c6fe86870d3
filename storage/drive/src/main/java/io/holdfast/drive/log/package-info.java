/// The log of a drive: batches in segment files, as bytes; what they mean is not known here.
@NullMarked
package io.holdfast.drive.log;

import org.jspecify.annotations.NullMarked;
