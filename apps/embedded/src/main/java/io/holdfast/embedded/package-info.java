/// The engine behind the library: real servers in this JVM, with a clock that moves and faults on
/// demand.
@NullMarked
package io.holdfast.embedded;

import org.jspecify.annotations.NullMarked;
