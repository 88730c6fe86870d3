/// What a leader keeps on drives, against bytes that nobody meant.
@NullMarked
package io.holdfast.object.commit;

import org.jspecify.annotations.NullMarked;
