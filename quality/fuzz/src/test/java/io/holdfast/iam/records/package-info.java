/// Records of identities against bytes that nobody meant.
@NullMarked
package io.holdfast.iam.records;

import org.jspecify.annotations.NullMarked;
