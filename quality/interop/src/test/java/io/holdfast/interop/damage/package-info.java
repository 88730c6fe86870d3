/// Random bytes over the files of a drive, while the server runs and while it does not.
@NullMarked
package io.holdfast.interop.damage;

import org.jspecify.annotations.NullMarked;
