package io.holdfast.cluster.copy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// What the file of a copy consists of.
sealed interface CopyRecord {
    /// Starts up to the number are taken.
    record Promise(long start) implements CopyRecord {}

    /// The whole registry.
    record Snapshot(RegistryState state) implements CopyRecord {}

    /// One write on top of the records before.
    record Write(RegistryChange change) implements CopyRecord {}

    /// The payload of the record, without its frame.
    static byte[] payload(CopyRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (record) {
                case Promise(long start) -> out.writeLong(start);
                case Snapshot(RegistryState state) -> writeState(out, state);
                case Write(RegistryChange change) -> writeChange(out, change);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array cannot fail
        }
        return bytes.toByteArray();
    }

    /// The kind's byte in the frame.
    static byte kind(CopyRecord record) {
        return switch (record) {
            case Promise _ -> 'P';
            case Snapshot _ -> 'S';
            case Write _ -> 'W';
        };
    }

    /// Reads a payload whose checksum held.
    ///
    /// @throws IOException when the kind or the structure is unknown, which only a newer format or
    ///   a bug can bring about
    static CopyRecord parse(byte kind, byte[] payload) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
        return switch (kind) {
            case 'P' -> new Promise(in.readLong());
            case 'S' -> new Snapshot(readState(in));
            case 'W' -> new Write(readChange(in));
            default -> throw new IOException("a record of the unknown kind " + kind);
        };
    }

    private static void writeGeneration(DataOutputStream out, Generation generation)
            throws IOException {
        out.writeLong(generation.start());
        out.writeLong(generation.startId());
        out.writeLong(generation.counter());
    }

    private static Generation readGeneration(DataInputStream in) throws IOException {
        return new Generation(in.readLong(), in.readLong(), in.readLong());
    }

    private static void writeState(DataOutputStream out, RegistryState state) throws IOException {
        writeGeneration(out, state.generation());
        out.writeLong(state.revision());
        out.writeShort(state.members().size());
        for (UUID member : state.members()) {
            out.writeLong(member.getMostSignificantBits());
            out.writeLong(member.getLeastSignificantBits());
        }
        out.writeInt(state.items().size());
        for (Map.Entry<String, Item> item : state.items().entrySet()) {
            out.writeUTF(item.getKey());
            out.writeLong(item.getValue().version());
            out.writeInt(item.getValue().value().length);
            out.write(item.getValue().value());
        }
    }

    private static RegistryState readState(DataInputStream in) throws IOException {
        Generation generation = readGeneration(in);
        long revision = in.readLong();
        List<UUID> members = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            members.add(new UUID(in.readLong(), in.readLong()));
        }
        TreeMap<String, Item> items = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String key = in.readUTF();
            long version = in.readLong();
            items.put(key, new Item(readBytes(in), version));
        }
        return new RegistryState(generation, revision, members, items);
    }

    private static void writeChange(DataOutputStream out, RegistryChange change)
            throws IOException {
        writeGeneration(out, change.generation());
        out.writeLong(change.revision());
        out.writeShort(change.steps().size());
        for (RegistryChange.Step step : change.steps()) {
            out.writeUTF(step.key());
            out.writeBoolean(step.value().isPresent());
            if (step.value().isPresent()) {
                out.writeInt(step.value().get().length);
                out.write(step.value().get());
            }
        }
    }

    private static RegistryChange readChange(DataInputStream in) throws IOException {
        Generation generation = readGeneration(in);
        long revision = in.readLong();
        List<RegistryChange.Step> steps = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            String key = in.readUTF();
            boolean isSet = in.readBoolean();
            steps.add(
                    new RegistryChange.Step(
                            key, isSet ? Optional.of(readBytes(in)) : Optional.empty()));
        }
        return new RegistryChange(generation, revision, steps);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            throw new IOException("a value of negative length");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw new IOException("a value is cut short");
        }
        return bytes;
    }
}
