/// Archives: tars that are taken apart when they are stored, and zips that are read inside.
@NullMarked
package io.holdfast.s3.archive;

import org.jspecify.annotations.NullMarked;
