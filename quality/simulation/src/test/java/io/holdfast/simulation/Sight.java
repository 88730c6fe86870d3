package io.holdfast.simulation;

import io.holdfast.object.ObjectInfo;
import io.holdfast.object.StoreError;
import io.holdfast.object.VersionId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What a look at a key showed, as a predicate on the model's states.
final class Sight {
    private Sight() {}

    static String tagsOf(ObjectInfo info) {
        return info.attributes().tags().getOrDefault("k", "");
    }

    static int tokenOf(ObjectInfo info) {
        return Integer.parseInt(info.attributes().userMetadata().getOrDefault("op", "-1"));
    }

    /// The newest version is this one.
    static Predicate<KeyState> newest(ObjectInfo info) {
        return state -> state.object().filter(version -> isSame(version, info)).isPresent();
    }

    /// A version that was asked for by its id.
    static Predicate<KeyState> version(int target, ObjectInfo info) {
        return state ->
                Change.DeleteVersion.find(state, target)
                        .filter(version -> isSame(version, info))
                        .isPresent();
    }

    private static boolean isSame(KeyState.Version version, ObjectInfo info) {
        return !version.isMarker()
                && version.token() == tokenOf(info)
                && version.isNull() == info.versionId() instanceof VersionId.Null
                && version.tags().equals(tagsOf(info))
                && version.lock().equals(info.attributes().lock());
    }

    /// A refusal to read the newest version.
    static Optional<Predicate<KeyState>> newestRefused(StoreError error) {
        return switch (error) {
            case NO_SUCH_BUCKET -> Optional.of(state -> !state.isBucketThere());
            case NO_SUCH_KEY ->
                    Optional.of(state -> state.isBucketThere() && state.head().isEmpty());
            case IS_DELETE_MARKER ->
                    Optional.of(
                            state -> state.head().map(KeyState.Version::isMarker).orElse(false));
            default -> Optional.empty();
        };
    }

    /// A refusal to read a version by its id.
    static Optional<Predicate<KeyState>> versionRefused(int target, StoreError error) {
        return switch (error) {
            case NO_SUCH_BUCKET -> Optional.of(state -> !state.isBucketThere());
            case NO_SUCH_VERSION ->
                    Optional.of(state -> Change.DeleteVersion.find(state, target).isEmpty());
            case MARKER_HAS_NO_DATA ->
                    Optional.of(
                            state ->
                                    Change.DeleteVersion.find(state, target)
                                            .map(KeyState.Version::isMarker)
                                            .orElse(false));
            default -> Optional.empty();
        };
    }

    /// Not among the keys that a listing shows.
    static Predicate<KeyState> unlisted() {
        return state -> state.object().isEmpty();
    }

    /// The versions that a listing shows, the newest first.
    static Predicate<KeyState> versions(List<ObjectInfo> shown, Knowledge world) {
        return state -> {
            if (state.versions().size() != shown.size()) {
                return false;
            }
            Iterator<ObjectInfo> infos = shown.iterator();
            for (KeyState.Version version : state.versions()) {
                ObjectInfo info = infos.next();
                boolean isMarker = info.isDeleteMarker();
                if (isMarker != version.isMarker()
                        || (isMarker ? !isMarker(version, info, world) : !isSame(version, info))) {
                    return false;
                }
            }
            return true;
        };
    }

    /// A marker that nobody was told of has an id that is not known.
    private static boolean isMarker(KeyState.Version version, ObjectInfo info, Knowledge world) {
        if (version.isNull() || info.versionId() instanceof VersionId.Null) {
            return version.isNull() == info.versionId() instanceof VersionId.Null;
        }
        Optional<VersionId> known = world.idOf(version.token());
        return known.isPresent()
                ? known.get().equals(info.versionId())
                : world.tokenOf(info.versionId()).isEmpty();
    }
}
