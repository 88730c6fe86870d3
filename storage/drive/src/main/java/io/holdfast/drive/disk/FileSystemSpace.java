package io.holdfast.drive.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Room on a file system. The JDK does not tell inodes, so on 64-bit Linux it is statvfs(3) that is
/// asked; elsewhere inodes count as unlimited.
///
/// @param totalBytes size of the file system
/// @param freeBytes what this user may still write
public record FileSystemSpace(long totalBytes, long freeBytes, long totalInodes, long freeInodes) {
    // struct statvfs of 64-bit glibc and musl: f_bsize, f_frsize, f_blocks, f_bfree, f_bavail,
    // f_files, f_ffree, f_favail, each 8 bytes, then more that is not read [statvfs(3)].
    private static final long STRUCT_BYTES = 256;
    private static final int FRAGMENT = 1;
    private static final int BLOCKS = 2;
    private static final int AVAILABLE = 4;
    private static final int FILES = 5;
    private static final int FILES_AVAILABLE = 7;

    /// Asks the file system that holds the path.
    public static FileSystemSpace of(Path path) throws IOException {
        boolean isLinux64 =
                System.getProperty("os.name", "").equals("Linux")
                        && ValueLayout.ADDRESS.byteSize() == Long.BYTES;
        Optional<FileSystemSpace> asked = isLinux64 ? statvfs(path) : Optional.empty();
        if (asked.isPresent()) {
            return asked.get();
        }
        FileStore store = Files.getFileStore(path);
        return new FileSystemSpace(
                store.getTotalSpace(), store.getUsableSpace(), Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @SuppressWarnings("restricted") // the one call; its struct is drawn above
    private static Optional<FileSystemSpace> statvfs(Path path) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup lookup = linker.defaultLookup();
        Optional<MemorySegment> symbol = lookup.find("statvfs");
        if (symbol.isEmpty()) {
            return Optional.empty();
        }
        MethodHandle call =
                linker.downcallHandle(
                        symbol.get(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(STRUCT_BYTES, Long.BYTES);
            int code = (int) call.invokeExact(arena.allocateFrom(path.toString()), result);
            return code == 0 ? Optional.of(decode(result)) : Optional.empty();
        } catch (Throwable e) {
            // The handle has no exceptions of its own: this is a linker that refuses native access.
            return Optional.empty();
        }
    }

    private static FileSystemSpace decode(MemorySegment s) {
        long fragment = field(s, FRAGMENT);
        long files = field(s, FILES);
        // File systems without a fixed number of inodes, such as btrfs, answer 0.
        return new FileSystemSpace(
                field(s, BLOCKS) * fragment,
                field(s, AVAILABLE) * fragment,
                files == 0 ? Long.MAX_VALUE : files,
                files == 0 ? Long.MAX_VALUE : field(s, FILES_AVAILABLE));
    }

    private static long field(MemorySegment s, int index) {
        return s.getAtIndex(ValueLayout.JAVA_LONG, index);
    }
}
