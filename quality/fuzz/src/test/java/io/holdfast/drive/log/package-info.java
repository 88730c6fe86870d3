/// The log's parsers against bytes that nobody meant.
@NullMarked
package io.holdfast.drive.log;

import org.jspecify.annotations.NullMarked;
