/// Decides whether what concurrent clients of a key-value store were told can be put in one order.
@NullMarked
package io.holdfast.testkit.order;

import org.jspecify.annotations.NullMarked;
