/// A parsed request, and what every operation needs to answer it.
@NullMarked
package io.holdfast.s3.request;

import org.jspecify.annotations.NullMarked;
