import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Writes which libraries are inside a package, in which version, and under which licence, from the list of materials.
/// Run by `tarball` as `java -cp 'lib/*' LicenceReport.java BOM`. A library without a licence is an error.
final class LicenceReport {
    public static void main(String[] arguments) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        for (JsonNode library : new ObjectMapper().readTree(Path.of(arguments[0]).toFile()).path("components")) {
            String group = library.path("group").asString("");
            String name = (group.isEmpty() ? "" : group + ":") + library.path("name").asString();
            StringBuilder licences = new StringBuilder();
            for (JsonNode choice : library.path("licenses")) {
                JsonNode licence = choice.path("license");
                String text = licence.path("id").asString(licence.path("name").asString(choice.path("expression").asString("")));
                licences.append(licences.isEmpty() ? "" : " or ").append(text);
            }
            if (licences.isEmpty()) {
                throw new IllegalStateException(name + " has no licence");
            }
            lines.put(name, "| %s | %s | %s |".formatted(name, library.path("version").asString(), licences));
        }
        System.out.println("# Licences\n");
        System.out.println("Holdfast itself: Apache-2.0 (LICENSE, NOTICE). The libraries in lib/ keep their licence texts in their jars;");
        System.out.println("the Java runtime's are in runtime/legal. sbom.json says the same to programs.\n");
        System.out.println("| library | version | licence |\n|---|---|---|");
        lines.values().forEach(System.out::println);
        System.out.println("\nThe runtime is OpenJDK under GPL-2.0 with the Classpath Exception, which lets programs of any licence run on it.");
    }
}
