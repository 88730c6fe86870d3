@NullMarked
package io.holdfast.cluster.copy;

import org.jspecify.annotations.NullMarked;
