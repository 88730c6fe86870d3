/// Replays a corpus of raw requests against two servers and tells where they differ.
@NullMarked
package io.holdfast.interop.differ;

import org.jspecify.annotations.NullMarked;
