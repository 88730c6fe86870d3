import java.nio.charset.StandardCharsets;
import java.net.URLEncoder;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Adds to a list of materials [CycloneDX 1.6] what no build of jars knows of: the Java runtime, packages of a system.
/// Run by `tarball` and `image` as `java -cp 'lib/*' Materials.java BOM (KIND NAME VERSION LICENCE)…`, with KIND of a
/// package URL, as `generic` or `deb/debian`.
final class Materials {
    private static final int WORDS_EACH = 4;

    public static void main(String[] words) {
        Path file = Path.of(words[0]);
        JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode all = (ObjectNode) mapper.readTree(file.toFile());
        ArrayNode components = (ArrayNode) all.get("components");
        for (int at = 1; at + WORDS_EACH <= words.length; at += WORDS_EACH) {
            String name = words[at + 1];
            String version = words[at + 2];
            String purl = "pkg:%s/%s@%s".formatted(words[at], name, URLEncoder.encode(version, StandardCharsets.UTF_8));
            ObjectNode one = components.addObject();
            one.put("type", "library").put("bom-ref", purl).put("name", name).put("version", version);
            one.putArray("licenses").addObject().put("expression", words[at + 3]);
            one.put("purl", purl);
        }
        mapper.writeValue(file.toFile(), all);
    }
}
