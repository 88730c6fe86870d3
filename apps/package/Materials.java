import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.jr.stree.JacksonJrsTreeCodec;
import tools.jackson.jr.stree.JrsArray;
import tools.jackson.jr.stree.JrsObject;
import tools.jackson.jr.stree.JrsString;
import tools.jackson.jr.stree.JrsValue;

/// Adds to a list of materials [CycloneDX 1.6] what no build of jars knows of: the Java runtime, packages of a system.
/// Run by `tarball` and `image` as `java -cp 'lib/*' Materials.java BOM (KIND NAME VERSION LICENCE)…`, with KIND of a
/// package URL, as `generic` or `deb/debian`.
final class Materials {
    private static final int WORDS_EACH = 4;

    private static final JsonFactory JSON = new JsonFactory();
    private static final JacksonJrsTreeCodec TREES = new JacksonJrsTreeCodec();
    private static final ObjectWriteContext PRETTY = new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }
    };

    public static void main(String[] words) {
        Path file = Path.of(words[0]);
        Map<String, JrsValue> all = read(file);
        List<JrsValue> components = new ArrayList<>();
        ((JrsArray) all.get("components")).elements().forEachRemaining(components::add);
        for (int at = 1; at + WORDS_EACH <= words.length; at += WORDS_EACH) {
            components.add(component(words[at], words[at + 1], words[at + 2], words[at + 3]));
        }
        all.put("components", new JrsArray(components));
        try (JsonGenerator generator = JSON.createGenerator(PRETTY, file, JsonEncoding.UTF8)) {
            TREES.writeTree(generator, new JrsObject(all));
        }
    }

    private static Map<String, JrsValue> read(Path file) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), file)) {
            parser.nextToken();
            Map<String, JrsValue> fields = new LinkedHashMap<>();
            ((JrsObject) TREES.readTree(parser)).fields().forEachRemaining(one -> fields.put(one.getKey(), one.getValue()));
            return fields;
        }
    }

    private static JrsObject component(String kind, String name, String version, String licence) {
        JrsString purl = new JrsString("pkg:%s/%s@%s".formatted(kind, name, URLEncoder.encode(version, StandardCharsets.UTF_8)));
        Map<String, JrsValue> one = new LinkedHashMap<>();
        one.put("type", new JrsString("library"));
        one.put("bom-ref", purl);
        one.put("name", new JrsString(name));
        one.put("version", new JrsString(version));
        one.put("licenses", new JrsArray(List.of(new JrsObject(Map.of("expression", new JrsString(licence))))));
        one.put("purl", purl);
        return new JrsObject(one);
    }
}
