package io.holdfast.simulation;

import io.holdfast.object.ObjectLock;
import io.holdfast.object.Retention;
import io.holdfast.object.RetentionMode;
import io.holdfast.object.StoreError;
import io.holdfast.object.Versioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A request that may change a key, as a step of the model: from a state to what may come of it.
sealed interface Change {
    String OK = "ok";

    /// @param answer what the client hears: OK, a marker, or the refusal's name
    record Outcome(KeyState next, String answer) {}

    /// One outcome, or two where the model does not know an ETag.
    List<Outcome> of(KeyState state, Contents contents);

    /// A condition of a write: an ETag or `*`; at most one of the two is there.
    record Condition(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
        static final Condition NONE = new Condition(Optional.empty(), Optional.empty());

        /// How the condition may be judged: empty = it holds.
        List<Optional<StoreError>> judge(KeyState state, Contents contents) {
            Optional<KeyState.Version> object = state.object();
            if (ifMatch.isPresent() && object.isEmpty()) {
                return List.of(Optional.of(StoreError.NO_SUCH_KEY));
            }
            String wanted = ifMatch.or(() -> ifNoneMatch).orElse("");
            if (wanted.isEmpty() || object.isEmpty()) {
                return List.of(Optional.empty());
            }
            Optional<String> etag = contents.etag(object.get().token());
            if (!wanted.equals("*") && etag.isEmpty()) {
                return List.of(Optional.empty(), Optional.of(StoreError.PRECONDITION_FAILED));
            }
            boolean isEqual = wanted.equals("*") || wanted.equals(etag.orElseThrow());
            return isEqual == ifMatch.isPresent()
                    ? List.of(Optional.empty())
                    : List.of(Optional.of(StoreError.PRECONDITION_FAILED));
        }
    }

    private static List<Outcome> refused(KeyState state, StoreError error) {
        return List.of(new Outcome(state, error.name()));
    }

    private static boolean isEnded(KeyState.Upload held) {
        return held.phase() == KeyState.Phase.COMPLETED || held.phase() == KeyState.Phase.ABORTED;
    }

    /// Of an upload that may have been aborted.
    private static List<Outcome> orEnded(KeyState state, KeyState.Upload held, Outcome done) {
        return held.phase() == KeyState.Phase.DOUBTFUL
                ? List.of(done, new Outcome(state, StoreError.NO_SUCH_UPLOAD.name()))
                : List.of(done);
    }

    /// What comes of a change that asks for an upload in progress.
    private static List<Outcome> ofOpen(
            KeyState state, int upload, UnaryOperator<KeyState.Upload> change) {
        KeyState.Upload held = state.uploads().get(upload);
        if (!state.isBucketThere()) {
            return refused(state, StoreError.NO_SUCH_BUCKET);
        }
        if (held == null || isEnded(held)) {
            return refused(state, StoreError.NO_SUCH_UPLOAD);
        }
        return orEnded(state, held, new Outcome(state.withUpload(upload, change.apply(held)), OK));
    }

    /// What comes of a change under a condition.
    private static List<Outcome> judged(
            KeyState state, Contents contents, Condition condition, Outcome done) {
        if (!state.isBucketThere()) {
            return refused(state, StoreError.NO_SUCH_BUCKET);
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Optional<StoreError> refusal : condition.judge(state, contents)) {
            outcomes.add(refusal.map(error -> new Outcome(state, error.name())).orElse(done));
        }
        return outcomes;
    }

    record Put(int token, Versioning versioning, Condition condition, String tags, ObjectLock lock)
            implements Change {
        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            boolean isNull = versioning != Versioning.ENABLED;
            KeyState next = state.with(new KeyState.Version(token, false, isNull, tags, lock));
            return judged(state, contents, condition, new Outcome(next, OK));
        }
    }

    record Delete(int token, Versioning versioning, Condition condition) implements Change {
        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            KeyState next;
            if (versioning == Versioning.OFF) {
                next = state.head().map(state::without).orElse(state);
            } else {
                boolean isNull = versioning == Versioning.SUSPENDED;
                next = state.with(new KeyState.Version(token, true, isNull, ""));
            }
            return judged(state, contents, condition, new Outcome(next, OK));
        }
    }

    /// @param target the version's number, or {@link #NULL}
    /// @param mayBypass governance retention does not count
    record DeleteVersion(int target, boolean mayBypass) implements Change {
        static final int NULL = -1;

        static Optional<KeyState.Version> find(KeyState state, int target) {
            return target == NULL ? state.nullVersion() : state.version(target);
        }

        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            Optional<KeyState.Version> found = find(state, target);
            if (state.isBucketThere() && found.isPresent() && found.get().isKept(mayBypass)) {
                return refused(state, StoreError.PROTECTED);
            }
            KeyState next = found.map(state::without).orElse(state);
            boolean isMarker = found.map(KeyState.Version::isMarker).orElse(false);
            return judged(
                    state, contents, Condition.NONE, new Outcome(next, isMarker ? "marker" : OK));
        }
    }

    /// @param target empty for the newest version
    record SetTags(Optional<Integer> target, String tags) implements Change {
        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            return inPlace(state, target, was -> Optional.of(was.with(tags)));
        }
    }

    /// @param target empty for the newest version
    record SetLegalHold(Optional<Integer> target, boolean isHeld) implements Change {
        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            return inPlace(
                    state, target, was -> Optional.of(was.with(was.lock().withLegalHold(isHeld))));
        }
    }

    /// @param target empty for the newest version
    record SetRetention(Optional<Integer> target, Optional<Retention> retention, boolean mayBypass)
            implements Change {
        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            return inPlace(
                    state,
                    target,
                    was ->
                            isAllowed(was.lock().retention())
                                    ? Optional.of(was.with(was.lock().withRetention(retention)))
                                    : Optional.empty());
        }

        private boolean isAllowed(Optional<Retention> present) {
            if (present.isEmpty()
                    || mayBypass && present.get().mode() == RetentionMode.GOVERNANCE) {
                return true;
            }
            return retention.isPresent()
                    && retention.get().mode() == present.get().mode()
                    && retention.get().untilMs() >= present.get().untilMs();
        }
    }

    /// What comes of a change of one version's attributes.
    ///
    /// @param target empty for the newest version
    /// @param edit empty when object lock forbids it
    private static List<Outcome> inPlace(
            KeyState state,
            Optional<Integer> target,
            Function<KeyState.Version, Optional<KeyState.Version>> edit) {
        Optional<KeyState.Version> found =
                target.isEmpty() ? state.head() : DeleteVersion.find(state, target.get());
        if (!state.isBucketThere()) {
            return refused(state, StoreError.NO_SUCH_BUCKET);
        }
        if (found.isEmpty()) {
            return refused(
                    state, target.isEmpty() ? StoreError.NO_SUCH_KEY : StoreError.NO_SUCH_VERSION);
        }
        if (found.get().isMarker()) {
            return refused(
                    state,
                    target.isEmpty() ? StoreError.IS_DELETE_MARKER : StoreError.MARKER_HAS_NO_DATA);
        }
        Optional<KeyState.Version> now = edit.apply(found.get());
        return now.isEmpty()
                ? refused(state, StoreError.PROTECTED)
                : List.of(new Outcome(state.with(found.get(), now.get()), OK));
    }

    record CreateUpload(int token) implements Change {
        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            return judged(
                    state,
                    contents,
                    Condition.NONE,
                    new Outcome(state.withUpload(token, KeyState.opened()), OK));
        }
    }

    record PutPart(int token, int upload, int number) implements Change {
        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            return ofOpen(state, upload, held -> KeyState.with(held, number, token));
        }
    }

    /// @param parts part number to the number of the request that stored it
    record Complete(int upload, Map<Integer, Integer> parts, Versioning versioning)
            implements Change {
        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            KeyState.Upload held = state.uploads().get(upload);
            if (!state.isBucketThere()) {
                return refused(state, StoreError.NO_SUCH_BUCKET);
            }
            if (held == null || held.phase() == KeyState.Phase.ABORTED) {
                return refused(state, StoreError.NO_SUCH_UPLOAD);
            }
            if (held.phase() == KeyState.Phase.COMPLETED) {
                return state.version(upload).isPresent()
                        ? List.of(new Outcome(state, OK))
                        : refused(state, StoreError.NO_SUCH_UPLOAD);
            }
            if (!KeyState.holds(held, parts, contents)) {
                return refused(state, StoreError.INVALID_PART);
            }
            boolean isNull = versioning != Versioning.ENABLED;
            KeyState next =
                    state.with(new KeyState.Version(upload, false, isNull, ""))
                            .withUpload(
                                    upload,
                                    new KeyState.Upload(KeyState.Phase.COMPLETED, held.parts()));
            return orEnded(state, held, new Outcome(next, OK));
        }
    }

    record Abort(int upload) implements Change {
        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            return ofOpen(
                    state,
                    upload,
                    held -> new KeyState.Upload(KeyState.Phase.ABORTED, held.parts()));
        }
    }

    /// Deletion of the bucket: it succeeds only if this key, too, is empty.
    record DeleteBucket() implements Change {
        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            if (!state.isBucketThere()) {
                return refused(state, StoreError.NO_SUCH_BUCKET);
            }
            return state.versions().isEmpty()
                    ? List.of(new Outcome(KeyState.absentBucket(), OK))
                    : refused(state, StoreError.BUCKET_NOT_EMPTY);
        }
    }

    record CreateBucket() implements Change {
        @Override
        public List<Outcome> of(KeyState state, Contents contents) {
            return state.isBucketThere()
                    ? refused(state, StoreError.BUCKET_EXISTS)
                    : List.of(new Outcome(KeyState.NEW, OK));
        }
    }
}
