/// Histories of concurrent clients over HTTP, checked for their order.
@NullMarked
package io.holdfast.interop.order;

import org.jspecify.annotations.NullMarked;
