/// How identities lie in the registry, and what they have to be.
@NullMarked
package io.holdfast.iam.records;

import org.jspecify.annotations.NullMarked;
