/// What keeps versions: trusted time, and who may remove or change what.
@NullMarked
package io.holdfast.object.lock;

import org.jspecify.annotations.NullMarked;
