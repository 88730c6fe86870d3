/// Operations on single objects.
@NullMarked
package io.holdfast.s3.object;

import org.jspecify.annotations.NullMarked;
