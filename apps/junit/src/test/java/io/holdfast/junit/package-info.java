@NullMarked
package io.holdfast.junit;

import org.jspecify.annotations.NullMarked;
