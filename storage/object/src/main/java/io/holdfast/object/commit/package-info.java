/// Sequencing and deciding changes: one leader per set.
@NullMarked
package io.holdfast.object.commit;

import org.jspecify.annotations.NullMarked;
