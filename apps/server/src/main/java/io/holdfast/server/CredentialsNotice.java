package io.holdfast.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Tells the operator, once, which root credentials were made. Never through the log, which is kept
/// and shipped.
final class CredentialsNotice {
    private CredentialsNotice() {}

    /// Shows them on the terminal, or writes them to a file that only this user can read.
    ///
    /// @param isTerminal whether the output is one
    /// @throws IOException when the file cannot be written
    static void give(RootCredentials credentials, boolean isTerminal, Path file, PrintStream output)
            throws IOException {
        String text =
                """
                root user:     %s
                root password: %s
                """
                        .formatted(credentials.accessKey(), credentials.secretKey());
        if (isTerminal) {
            output.print("Made at random for this start; set MINIO_ROOT_USER and ");
            output.println("MINIO_ROOT_PASSWORD to choose your own.");
            output.print(text);
            return;
        }
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.newByteChannel(
                            file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")))
                    .close();
        }
        Files.writeString(file, text);
        output.println("Root credentials were made at random and written to " + file);
    }
}
