/// The mistakes that a newcomer makes first, and the clear answer to each.
@NullMarked
package io.holdfast.interop.errors;

import org.jspecify.annotations.NullMarked;
