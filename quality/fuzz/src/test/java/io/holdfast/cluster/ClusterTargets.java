package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Values of the registry, drive arguments, storage classes.
public final class ClusterTargets {
    private ClusterTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of(
                        "setRecord",
                        IllegalArgumentException.class,
                        List.of(set().encode()),
                        ClusterTargets::set),
                FuzzTarget.of(
                        "slotRecord",
                        IllegalArgumentException.class,
                        List.of(SlotRecord.inProportionTo(new double[] {1, 2, 3}).encode()),
                        ClusterTargets::slots),
                FuzzTarget.of(
                        "driveArguments",
                        LayoutException.class,
                        Stream.of(
                                        "/mnt/disk{1...4}",
                                        "/mnt/a{01...16}/b{a...f}",
                                        "http://host{1...4}/disk{1...2}\n/x{1...16}",
                                        "/a\n/b\n/c\n/d",
                                        "/a{1...99999999}")
                                .map(ClusterTargets::bytes)
                                .toList(),
                        ClusterTargets::layout),
                FuzzTarget.of(
                        "storageClass",
                        LayoutException.class,
                        List.of(bytes("EC:2\nEC:1"), bytes("EC:8\n")),
                        ClusterTargets::parity));
    }

    private static SetRecord set() {
        SetRecord.Place place =
                new SetRecord.Place(
                        new UUID(1, 2),
                        new UUID(3, 4),
                        true,
                        MemberState.OUT,
                        false,
                        "/mnt/disk1",
                        "it hangs");
        return new SetRecord(7, new SetGeometry(2, 1), List.of(place, place.rebuilding()));
    }

    private static Object set(byte[] input) {
        SetRecord set = SetRecord.decode(input);
        assertThat(SetRecord.decode(set.encode())).isEqualTo(set);
        return set;
    }

    private static Object slots(byte[] input) {
        SlotRecord slots = SlotRecord.decode(input);
        assertThat(Arrays.stream(slots.sets())).allMatch(set -> set >= 0);
        assertThat(SlotRecord.decode(slots.encode()).sets()).isEqualTo(slots.sets());
        return slots;
    }

    private static Object layout(byte[] input) throws LayoutException {
        List<String> arguments = text(input).lines().toList();
        DriveLayout layout = DriveLayout.parse(arguments, 0, Path.of("/"));
        assertThat(layout.drives()).isNotEmpty().doesNotHaveDuplicates();
        return layout;
    }

    private static Object parity(byte[] input) throws LayoutException {
        List<String> lines = text(input).lines().toList();
        String standard = lines.isEmpty() ? "" : lines.getFirst();
        String reduced = lines.size() < 2 ? "" : lines.get(1);
        ParitySettings parity = ParitySettings.parse(standard, reduced);
        for (int drives = 1; drives <= 16; drives++) {
            parity.check(drives);
            assertThat(parity.standardParity(drives)).isBetween(0, drives / 2);
        }
        return parity;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
