/// Operations that list keys, versions and uploads.
@NullMarked
package io.holdfast.s3.list;

import org.jspecify.annotations.NullMarked;
