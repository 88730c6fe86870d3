package io.holdfast.object.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.base.ports.Envelope;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectLock;
import io.holdfast.object.Retention;
import io.holdfast.object.RetentionMode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Records with an envelope, and those from before there were any.
final class SealedRecordTest {
    private static final Coding CODING = new Coding(2, 2, 1, true);
    private static final ObjectAttributes ATTRIBUTES =
            new ObjectAttributes(
                    Map.of("content-type", "text/plain"),
                    Map.of(),
                    Map.of("team", "one"),
                    ObjectAttributes.STANDARD);
    private static final Envelope ENVELOPE =
            new Envelope(
                    Envelope.Mode.SERVICE,
                    "key",
                    new byte[] {'{', '}'},
                    new byte[80],
                    new byte[80]);

    /// A version of 300 bytes as software without encryption wrote it.
    private static final String OLD_VERSION =
            "0100010000000000000009000000000000000a00000000000000000000000000"
                    + "00000b000000000000000d00ac02020281000000000000000000000000000000"
                    + "0000010c636f6e74656e742d747970650a746578742f706c61696e0001047465"
                    + "616d036f6e6500";

    /// A part of 300 bytes, likewise.
    private static final String OLD_PART =
            "010000000000000005ac02000000000000000702028100000000000000000000" + "00000000000000";

    private static VersionRecord version(Optional<Envelope> envelope) {
        return new VersionRecord(
                VersionRecord.Kind.DATA,
                true,
                9,
                10,
                0,
                11,
                0,
                300,
                13,
                CODING,
                new byte[16],
                0,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                ATTRIBUTES,
                envelope);
    }

    private static PartRecord part(Optional<byte[]> salt) {
        return new PartRecord(5, 300, 7, CODING, new byte[16], Optional.empty(), salt);
    }

    @Test
    void aListOfGrantsStandsBehindTheLock() {
        VersionRecord plain = version(Optional.empty());
        ObjectLock lock =
                new ObjectLock(Optional.of(new Retention(RetentionMode.COMPLIANCE, 5)), true);
        ObjectAttributes opened = ATTRIBUTES.withLock(lock).withAcl("me\nREAD all");
        byte[] bytes = plain.changed(11, opened).toBytes();
        assertThat(VersionRecord.read(bytes).attributes()).isEqualTo(opened);
        assertThat(plain.changed(11, opened.withAcl("")).toBytes()).hasSizeLessThan(bytes.length);
    }

    @Test
    void recordsFromBeforeAreReadAndStillWritten() {
        byte[] version = HexFormat.of().parseHex(OLD_VERSION);
        assertThat(VersionRecord.read(version).envelope()).isEmpty();
        assertThat(VersionRecord.read(version).attributes()).isEqualTo(ATTRIBUTES);
        assertThat(version(Optional.empty()).toBytes()).isEqualTo(version);
        assertThat(VersionRecord.read(version).storedBytes()).isEqualTo(300);
        byte[] part = HexFormat.of().parseHex(OLD_PART);
        assertThat(PartRecord.read(part).storedBytes()).isEqualTo(300);
        assertThat(part(Optional.empty()).toBytes()).isEqualTo(part);
    }

    @Test
    void anEnvelopeComesBack() {
        byte[] bytes = version(Optional.of(ENVELOPE)).toBytes();
        VersionRecord read = VersionRecord.read(bytes);
        assertThat(read.toBytes()).isEqualTo(bytes);
        assertThat(read.envelope().orElseThrow().keyId()).isEqualTo("key");
        assertThat(read.size()).isEqualTo(300);
        assertThat(read.storedBytes()).isEqualTo(316);
        assertThat(VersionRecord.changeOf(bytes)).isEqualTo(10);
    }

    @Test
    void aSaltComesBack() {
        byte[] bytes = part(Optional.of(new byte[16])).toBytes();
        assertThat(PartRecord.read(bytes).toBytes()).isEqualTo(bytes);
        assertThat(PartRecord.read(bytes).storedBytes()).isEqualTo(316);
        assertThat(PartRecord.changeOf(bytes)).isEqualTo(5);
    }

    /// What software without encryption knows is format 1: it hands out no ciphertext.
    @Test
    void sealedRecordsHaveAFormatOfTheirOwn() {
        assertThat(version(Optional.of(ENVELOPE)).toBytes()[0]).isEqualTo((byte) 2);
        assertThat(part(Optional.of(new byte[16])).toBytes()[0]).isEqualTo((byte) 2);
        byte[] unknown = version(Optional.of(ENVELOPE)).toBytes();
        unknown[0] = 3;
        assertThatIllegalArgumentException().isThrownBy(() -> VersionRecord.read(unknown));
    }
}
