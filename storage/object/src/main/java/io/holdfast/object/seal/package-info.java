/// Sealing objects with keys that storage asks for and never keeps.
@NullMarked
package io.holdfast.object.seal;

import org.jspecify.annotations.NullMarked;
