/// Holdfast for tests with JUnit: a server for a test class, ready clients, fresh buckets.
@NullMarked
package io.holdfast.junit;

import org.jspecify.annotations.NullMarked;
