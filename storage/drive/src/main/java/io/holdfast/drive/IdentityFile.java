package io.holdfast.drive;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.jr.stree.JacksonJrsTreeCodec;
import tools.jackson.jr.stree.JrsNumber;
import tools.jackson.jr.stree.JrsObject;
import tools.jackson.jr.stree.JrsString;
import tools.jackson.jr.stree.JrsValue;

/// The bytes of `identity.json`; `docs/formats/identity.md` explains the fields.
final class IdentityFile {
    static final String FORMAT = "format";

    private static final String CHECKSUM = "checksum";

    /// More than a hundred times what it needs: a bound for what is read whole.
    static final int BYTES_MAX = 1 << 16;

    private static final JsonFactory JSON = new JsonFactory();
    private static final JacksonJrsTreeCodec TREES = new JacksonJrsTreeCodec();
    private static final ObjectWriteContext COMPACT = ObjectWriteContext.empty();
    private static final ObjectWriteContext PRETTY =
            new ObjectWriteContext.Base() {
                @Override
                public PrettyPrinter getPrettyPrinter() {
                    return new DefaultPrettyPrinter();
                }
            };

    private IdentityFile() {}

    static byte[] encode(DriveIdentity identity) {
        Map<String, JrsValue> fields = new LinkedHashMap<>();
        fields.put(FORMAT, new JrsNumber(identity.formatVersion()));
        fields.put("oldestReader", new JrsNumber(identity.oldestReader()));
        fields.put("deployment", new JrsString(identity.deployment().toString()));
        fields.put("pool", new JrsNumber(identity.pool()));
        fields.put("set", new JrsNumber(identity.set()));
        fields.put("index", new JrsNumber(identity.index()));
        fields.put("drives", new JrsNumber(identity.drives()));
        fields.put("parity", new JrsNumber(identity.parity()));
        fields.put("driveId", new JrsString(identity.driveId().toString()));
        fields.put("incarnation", new JrsString(identity.incarnation().toString()));
        fields.put(CHECKSUM, new JrsString(checksum(fields)));
        return (text(fields, PRETTY) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Map<String, JrsValue> fields, ObjectWriteContext context) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(context, text)) {
            TREES.writeTree(generator, new JrsObject(fields));
        }
        return text.toString();
    }

    /// What a server must know to read the drive.
    ///
    /// @throws IOException when the bytes are not the JSON of an identity
    static int oldestReader(byte[] bytes) throws IOException {
        return number(parse(bytes), "oldestReader");
    }

    /// The identity in the bytes.
    ///
    /// @throws IOException when the bytes are not the JSON of an identity of this format
    static DriveIdentity decode(byte[] bytes) throws IOException {
        Map<String, JrsValue> fields = parse(bytes);
        try {
            return new DriveIdentity(
                    id(fields, "deployment"),
                    number(fields, "pool"),
                    number(fields, "set"),
                    number(fields, "index"),
                    number(fields, "drives"),
                    number(fields, "parity"),
                    id(fields, "driveId"),
                    id(fields, "incarnation"),
                    number(fields, FORMAT),
                    number(fields, "oldestReader"));
        } catch (IllegalArgumentException e) {
            throw new IOException("identity.json: " + e.getMessage(), e);
        }
    }

    /// Damage must not look like an operator's mistake, such as drives in another order: so all
    /// formats, also later ones, have the checksum.
    private static Map<String, JrsValue> parse(byte[] bytes) throws IOException {
        Map<String, JrsValue> fields = fields(bytes);
        JrsValue checksum = fields.remove(CHECKSUM);
        if (!(checksum instanceof JrsString text) || !text.getValue().equals(checksum(fields))) {
            throw new IOException("identity.json does not match its checksum");
        }
        return fields;
    }

    private static Map<String, JrsValue> fields(byte[] bytes) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            JrsValue read =
                    parser.nextToken() == null
                            ? JacksonJrsTreeCodec.MISSING
                            : TREES.readTree(parser);
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "a value is followed by another");
            }
            if (!(read instanceof JrsObject object)) {
                throw new IOException("identity.json is not an object");
            }
            Map<String, JrsValue> fields = new LinkedHashMap<>();
            object.fields().forEachRemaining(one -> fields.put(one.getKey(), one.getValue()));
            return fields;
        } catch (JacksonException e) {
            throw new IOException("identity.json is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// CRC32C of the other fields, in their order, without white space.
    private static String checksum(Map<String, JrsValue> others) {
        CRC32C crc = new CRC32C();
        crc.update(text(others, COMPACT).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static int number(Map<String, JrsValue> fields, String field) throws IOException {
        if (fields.get(field) instanceof JrsNumber number
                && number.numberType() == NumberType.INT) {
            return number.getValue().intValue();
        }
        throw new IOException("identity.json: no number in \"" + field + "\"");
    }

    private static UUID id(Map<String, JrsValue> fields, String field) throws IOException {
        if (fields.get(field) instanceof JrsString text) {
            return UUID.fromString(text.getValue());
        }
        throw new IOException("identity.json: no id in \"" + field + "\"");
    }

    /// The name under which the file is written before it gets its own.
    static Path temporary(Path identity) {
        return identity.resolveSibling("identity.json.new");
    }
}
