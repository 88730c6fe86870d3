/// Interfaces that cross floors sideways: who asks, with which secret, whether it is allowed; and
/// with which key objects are sealed.
@NullMarked
package io.holdfast.base.ports;

import org.jspecify.annotations.NullMarked;
