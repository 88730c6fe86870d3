package io.holdfast.embedded;

import io.holdfast.library.Engines;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/// A process that is one server, for a caller whose own Java is too old for the engine. It ends
/// when its input does, so it does not outlive its caller.
public final class EngineProcess {
    private EngineProcess() {}

    /// Serves the caller at the other end of input and output.
    public static void main(String[] arguments) throws IOException {
        // What a library prints must not come between the answers.
        System.setOut(System.err);
        Engines.serve(
                new EmbeddedEngine(),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out));
        // Nothing is left to be saved, and a stray thread must not hold the caller up.
        Runtime.getRuntime().halt(0);
    }
}
