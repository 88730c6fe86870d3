/// Uploads by forms: the parts of a form, its policy, and the object that it makes.
@NullMarked
package io.holdfast.s3.form;

import org.jspecify.annotations.NullMarked;
