/// Command lines that nobody meant.
@NullMarked
package io.holdfast.server;

import org.jspecify.annotations.NullMarked;
