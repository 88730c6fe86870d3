/// The settings of the server: what there is, what is given, and what is wrong with it.
@NullMarked
package io.holdfast.base.settings;

import org.jspecify.annotations.NullMarked;
