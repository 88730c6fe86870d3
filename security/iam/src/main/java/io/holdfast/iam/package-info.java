/// Identities and policies: who may do what. The language of policies is in `language`.
@NullMarked
package io.holdfast.iam;

import org.jspecify.annotations.NullMarked;
