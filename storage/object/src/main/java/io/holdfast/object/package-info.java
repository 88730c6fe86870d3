/// Buckets, objects, versions, multipart, listing and healing.
@NullMarked
package io.holdfast.object;

import org.jspecify.annotations.NullMarked;
