/// Measurements of whole servers from outside: each trial answers one question and prints Markdown.
/// [io.holdfast.benchmarks.trial.Main] runs them by name.
@NullMarked
package io.holdfast.benchmarks.trial;

import org.jspecify.annotations.NullMarked;
