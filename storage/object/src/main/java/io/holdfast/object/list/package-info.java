/// Listings as scans of one moment.
@NullMarked
package io.holdfast.object.list;

import org.jspecify.annotations.NullMarked;
