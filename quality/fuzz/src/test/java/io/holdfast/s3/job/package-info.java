/// Documents of jobs, against bytes that nobody meant.
@NullMarked
package io.holdfast.s3.job;

import org.jspecify.annotations.NullMarked;
