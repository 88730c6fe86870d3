/// The server: settings, command line, assembly of all rooms.
@NullMarked
package io.holdfast.server;

import org.jspecify.annotations.NullMarked;
