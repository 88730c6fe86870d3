/// What the store writes into rows: keys, versions, parts, uploads, journal entries.
@NullMarked
package io.holdfast.object.row;

import org.jspecify.annotations.NullMarked;
