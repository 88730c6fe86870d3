/// Archives, against bytes that nobody meant.
@NullMarked
package io.holdfast.s3.archive;

import org.jspecify.annotations.NullMarked;
