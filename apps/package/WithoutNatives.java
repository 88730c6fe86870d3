import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Writes a jar anew without native libraries: the one that is needed lies beside it.
/// Run by `tarball` as `java WithoutNatives.java JAR`.
final class WithoutNatives {
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path smaller = Path.of(jar + ".smaller");
        try (ZipFile all = new ZipFile(jar.toFile());
                ZipOutputStream kept = new ZipOutputStream(Files.newOutputStream(smaller))) {
            Enumeration<? extends ZipEntry> entries = all.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.getName().matches(".*\\.(so|dll|jnilib)")) {
                    ZipEntry copy = new ZipEntry(entry.getName());
                    copy.setTimeLocal(entry.getTimeLocal());
                    kept.putNextEntry(copy);
                    all.getInputStream(entry).transferTo(kept);
                }
            }
        }
        Files.move(smaller, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
