package io.holdfast.simulation;

import io.holdfast.object.ObjectLock;
import io.holdfast.object.RetentionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What one key may hold at one moment: the model that the engine is compared with. A version is
/// named by the number of the request that made it.
///
/// @param isBucketThere false between the deletion of the bucket and its creation
/// @param versions the newest first
/// @param uploads by the number of the request that began them
record KeyState(
        boolean isBucketThere, List<Version> versions, NavigableMap<Integer, Upload> uploads) {
    static final KeyState NEW = new KeyState(true, List.of(), new TreeMap<>());

    /// @param isNull whether its id is `null`
    /// @param lock what keeps it
    record Version(int token, boolean isMarker, boolean isNull, String tags, ObjectLock lock) {
        /// A version that nothing keeps.
        Version(int token, boolean isMarker, boolean isNull, String tags) {
            this(token, isMarker, isNull, tags, ObjectLock.NONE);
        }

        Version with(String newTags) {
            return new Version(token, isMarker, isNull, newTags, lock);
        }

        Version with(ObjectLock newLock) {
            return new Version(token, isMarker, isNull, tags, newLock);
        }

        /// Whether nobody may remove it, or nobody without the permission to bypass.
        boolean isKept(boolean mayBypass) {
            return lock.isLegalHold()
                    || lock.retention()
                            .filter(
                                    retention ->
                                            !mayBypass
                                                    || retention.mode() == RetentionMode.COMPLIANCE)
                            .isPresent();
        }
    }

    enum Phase {
        OPEN,
        COMPLETED,
        ABORTED,
        /// Open or aborted: a deletion of the bucket began to abort uploads and did not get
        /// through.
        DOUBTFUL
    }

    /// @param parts part number to the number of the request that stored it
    record Upload(Phase phase, NavigableMap<Integer, Integer> parts) {}

    Optional<Version> head() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getFirst());
    }

    /// The newest version if it has data.
    Optional<Version> object() {
        return head().filter(version -> !version.isMarker);
    }

    Optional<Version> nullVersion() {
        return versions.stream().filter(Version::isNull).findFirst();
    }

    Optional<Version> version(int token) {
        return versions.stream().filter(version -> version.token == token).findFirst();
    }

    /// With a version on top; a null version takes the place of an earlier one.
    KeyState with(Version top) {
        List<Version> all = new ArrayList<>();
        all.add(top);
        versions.stream().filter(version -> !top.isNull || !version.isNull).forEach(all::add);
        return new KeyState(isBucketThere, List.copyOf(all), uploads);
    }

    KeyState without(Version gone) {
        return new KeyState(
                isBucketThere,
                versions.stream().filter(version -> !version.equals(gone)).toList(),
                uploads);
    }

    /// One version as it is now instead of as it was.
    KeyState with(Version was, Version now) {
        return new KeyState(
                isBucketThere,
                versions.stream().map(version -> version.equals(was) ? now : version).toList(),
                uploads);
    }

    KeyState withUpload(int upload, Upload now) {
        TreeMap<Integer, Upload> all = new TreeMap<>(uploads);
        all.put(upload, now);
        return new KeyState(isBucketThere, versions, all);
    }

    KeyState withDoubtfulUploads() {
        TreeMap<Integer, Upload> all = new TreeMap<>(uploads);
        all.replaceAll(
                (_, upload) ->
                        upload.phase == Phase.OPEN
                                ? new Upload(Phase.DOUBTFUL, upload.parts)
                                : upload);
        return new KeyState(isBucketThere, versions, all);
    }

    static KeyState absentBucket() {
        return new KeyState(false, List.of(), new TreeMap<>());
    }

    static Upload opened() {
        return new Upload(Phase.OPEN, new TreeMap<>());
    }

    static Upload with(Upload upload, int number, int part) {
        TreeMap<Integer, Integer> parts = new TreeMap<>(upload.parts);
        parts.put(number, part);
        return new Upload(upload.phase, parts);
    }

    /// The parts that a completion lists are those that the upload holds, by their ETags.
    static boolean holds(Upload upload, Map<Integer, Integer> listed, Contents contents) {
        return listed.entrySet().stream()
                .allMatch(
                        part -> {
                            Integer held = upload.parts.get(part.getKey());
                            return held != null
                                    && contents.etag(held).equals(contents.etag(part.getValue()));
                        });
    }
}
