import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.jr.stree.JacksonJrsTreeCodec;
import tools.jackson.jr.stree.JrsArray;
import tools.jackson.jr.stree.JrsString;
import tools.jackson.jr.stree.JrsValue;

/// Writes which libraries are inside a package, in which version, and under which licence, from the list of materials.
/// Run by `tarball` as `java -cp 'lib/*' LicenceReport.java BOM`. A library without a licence is an error.
final class LicenceReport {
    public static void main(String[] arguments) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        for (JrsValue library : elements(read(Path.of(arguments[0])).path("components"))) {
            String group = text(library.path("group"), "");
            String name = (group.isEmpty() ? "" : group + ":") + text(library.path("name"), "");
            StringBuilder licences = new StringBuilder();
            for (JrsValue choice : elements(library.path("licenses"))) {
                JrsValue licence = choice.path("license");
                String text = text(licence.path("id"), text(licence.path("name"), text(choice.path("expression"), "")));
                licences.append(licences.isEmpty() ? "" : " or ").append(text);
            }
            if (licences.isEmpty()) {
                throw new IllegalStateException(name + " has no licence");
            }
            lines.put(name, "| %s | %s | %s |".formatted(name, text(library.path("version"), ""), licences));
        }
        System.out.println("# Licences\n");
        System.out.println("Holdfast itself: Apache-2.0 (LICENSE, NOTICE). The libraries in lib/ keep their licence texts in their jars;");
        System.out.println("the Java runtime's are in runtime/legal. sbom.json says the same to programs.\n");
        System.out.println("| library | version | licence |\n|---|---|---|");
        lines.values().forEach(System.out::println);
        System.out.println("\nThe runtime is OpenJDK under GPL-2.0 with the Classpath Exception, which lets programs of any licence run on it.");
    }

    private static JrsValue read(Path file) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
            parser.nextToken();
            return new JacksonJrsTreeCodec().readTree(parser);
        }
    }

    private static Iterable<JrsValue> elements(JrsValue value) {
        return value instanceof JrsArray array ? array::elements : List.of();
    }

    private static String text(JrsValue value, String otherwise) {
        return value instanceof JrsString text ? text.getValue() : otherwise;
    }
}
