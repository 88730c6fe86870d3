/// Signatures: who sent a request, and whether its body is what was signed.
@NullMarked
package io.holdfast.s3.sign;

import org.jspecify.annotations.NullMarked;
