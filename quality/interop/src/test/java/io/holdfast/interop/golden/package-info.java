/// Drives that an earlier build wrote: the format of version 1, opened for ever.
@NullMarked
package io.holdfast.interop.golden;

import org.jspecify.annotations.NullMarked;
