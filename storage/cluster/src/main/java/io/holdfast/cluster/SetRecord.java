package io.holdfast.cluster;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What the registry says of a set, under {@code set/<pool>/<set>}: the out list of its slots and
/// who its drives are. Written only by compare-and-set under the writer's own epoch (rules 1 and
/// 13).
///
/// @param epoch of the leader that wrote it
record SetRecord(int epoch, SetGeometry geometry, List<Place> places) {
    private static final int VERSION = 1;

    /// One place of the set.
    ///
    /// @param driveId of the place, kept when the disk is replaced
    /// @param incarnation that the registry has admitted (rule 4)
    /// @param isMountPoint whether the path was a mount point when the drive was admitted
    /// @param isFull whether this incarnation was ever complete; one that never was rebuilds
    /// @param why it is out, for operators; else empty
    record Place(
            UUID driveId,
            UUID incarnation,
            boolean isMountPoint,
            MemberState state,
            boolean isFull,
            String path,
            String why) {
        Place out(String reason) {
            return new Place(
                    driveId, incarnation, isMountPoint, MemberState.OUT, isFull, path, reason);
        }

        Place rebuilding() {
            return new Place(
                    driveId, incarnation, isMountPoint, MemberState.REBUILDING, isFull, path, "");
        }

        Place inService() {
            return new Place(
                    driveId, incarnation, isMountPoint, MemberState.IN_SERVICE, true, path, "");
        }
    }

    SetRecord {
        places = List.copyOf(places);
    }

    static String key(NodePlaces.NodePlace place) {
        return "set/" + place.pool() + "/" + place.setInPool();
    }

    SetRecord underEpoch(int newEpoch) {
        return new SetRecord(newEpoch, geometry, places);
    }

    SetRecord with(int index, Place place) {
        List<Place> changed = new ArrayList<>(places);
        changed.set(index, place);
        return new SetRecord(epoch, geometry, changed);
    }

    /// Drives on the out list. Rebuilding ones are not on it: they take changes and count as
    /// copies.
    long outCount() {
        return places.stream().filter(place -> place.state() == MemberState.OUT).count();
    }

    long inServiceCount() {
        return places.stream().filter(place -> place.state() == MemberState.IN_SERVICE).count();
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter(64 + places.size() * 96);
        out.u8(VERSION).i32(epoch).u8(geometry.drives()).u8(geometry.parity());
        for (Place place : places) {
            uuid(out, place.driveId());
            uuid(out, place.incarnation());
            out.u8(place.isMountPoint() ? 1 : 0).u8(code(place.state()));
            out.u8(place.isFull() ? 1 : 0).text(place.path()).text(place.why());
        }
        return out.toBytes();
    }

    private static int code(MemberState state) {
        return switch (state) {
            case IN_SERVICE -> 0;
            case OUT -> 1;
            case REBUILDING -> 2;
        };
    }

    private static MemberState state(int code) {
        return switch (code) {
            case 0 -> MemberState.IN_SERVICE;
            case 1 -> MemberState.OUT;
            case 2 -> MemberState.REBUILDING;
            default -> throw new IllegalArgumentException("an unknown state " + code);
        };
    }

    private static void uuid(ByteWriter out, UUID id) {
        out.i64(id.getMostSignificantBits()).i64(id.getLeastSignificantBits());
    }

    static SetRecord decode(byte[] value) {
        ByteReader in = new ByteReader(value);
        if (in.u8() != VERSION) {
            throw new IllegalArgumentException("a set record of an unknown version");
        }
        int epoch = in.i32();
        SetGeometry geometry = new SetGeometry(in.u8(), in.u8());
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < geometry.drives(); i++) {
            places.add(
                    new Place(
                            new UUID(in.i64(), in.i64()),
                            new UUID(in.i64(), in.i64()),
                            in.u8() == 1,
                            state(in.u8()),
                            in.u8() == 1,
                            in.text(),
                            in.text()));
        }
        return new SetRecord(epoch, geometry, places);
    }
}
