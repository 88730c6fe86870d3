/// The harness of the interop suites: the packaged server as a process, content that can be told
/// again from its seed, tools as child processes.
@NullMarked
package io.holdfast.interop;

import org.jspecify.annotations.NullMarked;
