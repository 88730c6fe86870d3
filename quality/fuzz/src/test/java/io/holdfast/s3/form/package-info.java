/// Forms that nobody meant.
@NullMarked
package io.holdfast.s3.form;

import org.jspecify.annotations.NullMarked;
