/// Interfaces that cross floors sideways: who asks, with which secret, and whether it is allowed.
@NullMarked
package io.holdfast.base.ports;

import org.jspecify.annotations.NullMarked;
