/// Policies against documents that nobody meant.
@NullMarked
package io.holdfast.iam;

import org.jspecify.annotations.NullMarked;
