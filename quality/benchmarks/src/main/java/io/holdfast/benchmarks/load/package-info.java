/// The load driver: requests signed in advance, sent over plain sockets, for any S3 endpoint. It
/// needs nothing but the JDK, so that as much as possible of the machine is left to the server.
@NullMarked
package io.holdfast.benchmarks.load;

import org.jspecify.annotations.NullMarked;
