/// The requests that are replayed: families of cases, one class each.
@NullMarked
package io.holdfast.interop.differ.corpus;

import org.jspecify.annotations.NullMarked;
