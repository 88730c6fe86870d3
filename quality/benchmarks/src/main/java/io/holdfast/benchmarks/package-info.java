/// Micro-benchmarks of the steps that decide the speed of a request.
@NullMarked
package io.holdfast.benchmarks;

import org.jspecify.annotations.NullMarked;
