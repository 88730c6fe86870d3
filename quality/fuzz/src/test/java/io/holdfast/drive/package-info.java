/// The drive's parsers against bytes that nobody meant.
@NullMarked
package io.holdfast.drive;

import org.jspecify.annotations.NullMarked;
