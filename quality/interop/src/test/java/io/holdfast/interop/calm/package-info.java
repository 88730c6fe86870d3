/// Crowds, slow peers and resources that run out: the server stays calm and loses nothing.
@NullMarked
package io.holdfast.interop.calm;

import org.jspecify.annotations.NullMarked;
