/// Settings that nobody meant.
@NullMarked
package io.holdfast.base.settings;

import org.jspecify.annotations.NullMarked;
