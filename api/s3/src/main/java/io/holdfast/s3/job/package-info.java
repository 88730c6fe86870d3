/// What buckets tell jobs to do: lifecycle, events, replication.
@NullMarked
package io.holdfast.s3.job;

import org.jspecify.annotations.NullMarked;
