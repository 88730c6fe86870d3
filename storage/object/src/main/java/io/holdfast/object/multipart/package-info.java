/// Uploads in parts.
@NullMarked
package io.holdfast.object.multipart;

import org.jspecify.annotations.NullMarked;
