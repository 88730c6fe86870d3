/// Whose buckets and objects are, and to whom their lists of grants open them.
@NullMarked
package io.holdfast.s3.acl;

import org.jspecify.annotations.NullMarked;
