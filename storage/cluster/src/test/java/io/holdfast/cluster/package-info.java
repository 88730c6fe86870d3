@NullMarked
package io.holdfast.cluster;

import org.jspecify.annotations.NullMarked;
