/// The rules of the house, checked on what was compiled and on every file of the repository.
@NullMarked
package io.holdfast.architecture;

import org.jspecify.annotations.NullMarked;
