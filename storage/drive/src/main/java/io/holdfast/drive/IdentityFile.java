package io.holdfast.drive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The bytes of `identity.json`; `docs/formats/identity.md` explains the fields.
final class IdentityFile {
    static final String FORMAT = "format";

    private static final String CHECKSUM = "checksum";

    /// More than a hundred times what it needs: a bound for what is read whole.
    static final int BYTES_MAX = 1 << 16;

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private IdentityFile() {}

    static byte[] encode(DriveIdentity identity) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put(FORMAT, identity.formatVersion());
        node.put("oldestReader", identity.oldestReader());
        node.put("deployment", identity.deployment().toString());
        node.put("pool", identity.pool());
        node.put("set", identity.set());
        node.put("index", identity.index());
        node.put("drives", identity.drives());
        node.put("parity", identity.parity());
        node.put("driveId", identity.driveId().toString());
        node.put("incarnation", identity.incarnation().toString());
        node.put(CHECKSUM, checksum(node));
        return (node.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
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
        JsonNode node = parse(bytes);
        try {
            return new DriveIdentity(
                    id(node, "deployment"),
                    number(node, "pool"),
                    number(node, "set"),
                    number(node, "index"),
                    number(node, "drives"),
                    number(node, "parity"),
                    id(node, "driveId"),
                    id(node, "incarnation"),
                    number(node, FORMAT),
                    number(node, "oldestReader"));
        } catch (IllegalArgumentException e) {
            throw new IOException("identity.json: " + e.getMessage(), e);
        }
    }

    /// Damage must not look like an operator's mistake, such as drives in another order: so all
    /// formats, also later ones, have the checksum.
    private static JsonNode parse(byte[] bytes) throws IOException {
        try {
            if (!(MAPPER.readTree(bytes) instanceof ObjectNode node)) {
                throw new IOException("identity.json is not an object");
            }
            JsonNode checksum = node.remove(CHECKSUM);
            if (checksum == null
                    || !checksum.isString()
                    || !checksum.stringValue().equals(checksum(node))) {
                throw new IOException("identity.json does not match its checksum");
            }
            return node;
        } catch (JacksonException e) {
            throw new IOException("identity.json is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// CRC32C of the other fields, in their order, without white space.
    private static String checksum(ObjectNode others) {
        CRC32C crc = new CRC32C();
        crc.update(others.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static int number(JsonNode node, String field) throws IOException {
        JsonNode value = node.get(field);
        if (value == null || !value.isInt()) {
            throw new IOException("identity.json: no number in \"" + field + "\"");
        }
        return value.intValue();
    }

    private static UUID id(JsonNode node, String field) throws IOException {
        JsonNode value = node.get(field);
        if (value == null || !value.isString()) {
            throw new IOException("identity.json: no id in \"" + field + "\"");
        }
        return UUID.fromString(value.stringValue());
    }

    /// The name under which the file is written before it gets its own.
    static Path temporary(Path identity) {
        return identity.resolveSibling("identity.json.new");
    }
}
