/// Keys and sealing: with which key an object is encrypted, and how.
@NullMarked
package io.holdfast.kms;

import org.jspecify.annotations.NullMarked;
