/// Suites that take drives, power and memory away from the server and count what is left.
@NullMarked
package io.holdfast.interop.durability;

import org.jspecify.annotations.NullMarked;
