/// The policy language: how a document is read, and how one statement judges one request.
@NullMarked
package io.holdfast.iam.language;

import org.jspecify.annotations.NullMarked;
