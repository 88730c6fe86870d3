/// The bootstrap file against texts that nobody meant.
@NullMarked
package io.holdfast.server.bootstrap;

import org.jspecify.annotations.NullMarked;
