package io.holdfast.architecture;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The rooms of the house and which of them each may use. A room's root package is open to those
/// that may use it; its subpackages are its own. Only `base`, the vocabulary of all rooms, is open
/// in all of its packages.
final class Rooms {
    static final String ROOT = "io.holdfast";

    /// Room → rooms that it may use. Foundation, storage, security, api, apps: from the ground up.
    private static final Map<String, List<String>> USES =
            Map.ofEntries(
                    Map.entry("base", List.of()),
                    Map.entry("digest", List.of("base")),
                    Map.entry("testkit", List.of("base", "digest")),
                    Map.entry("erasure", List.of("base")),
                    Map.entry("drive", List.of("base", "digest", "erasure")),
                    Map.entry("cluster", List.of("base", "digest", "erasure", "drive")),
                    Map.entry("object", List.of("base", "digest", "erasure", "drive", "cluster")),
                    Map.entry("iam", List.of("base", "cluster")),
                    Map.entry("kms", List.of("base")),
                    Map.entry("http", List.of("base", "digest")),
                    Map.entry("s3", List.of("base", "digest", "object", "iam", "http")),
                    Map.entry(
                            "server",
                            List.of(
                                    "base", "digest", "erasure", "drive", "cluster", "object",
                                    "iam", "kms", "http", "s3")),
                    Map.entry("library", List.of()),
                    Map.entry(
                            "embedded",
                            List.of(
                                    "base", "drive", "cluster", "object", "http", "server",
                                    "library")),
                    Map.entry("junit", List.of("library")));

    private Rooms() {}

    static List<String> all() {
        return List.copyOf(new TreeSet<>(USES.keySet()));
    }

    static String packageOf(String room) {
        return ROOT + "." + room;
    }

    /// The rooms that `room` must not touch.
    static List<String> forbiddenFor(String room) {
        List<String> allowed = USES.getOrDefault(room, List.of());
        return all().stream()
                .filter(other -> !other.equals(room) && !allowed.contains(other))
                .toList();
    }

    /// Patterns of all packages of these rooms.
    static String[] patterns(List<String> rooms) {
        return rooms.stream().map(room -> packageOf(room) + "..").toArray(String[]::new);
    }

    static Stream<String> stream() {
        return all().stream();
    }

    /// Rooms with inner packages.
    static Stream<String> closed() {
        return stream().filter(room -> !room.equals("base"));
    }
}
