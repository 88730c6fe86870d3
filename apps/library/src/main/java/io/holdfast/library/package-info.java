/// The server as a library: what a caller sees. Runs on Java 17 and later; the engine behind it
/// needs Java 25 and is found when the first server starts.
@NullMarked
package io.holdfast.library;

import org.jspecify.annotations.NullMarked;
