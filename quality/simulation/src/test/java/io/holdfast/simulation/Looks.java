package io.holdfast.simulation;

import io.holdfast.object.Bodies;
import io.holdfast.object.Conditions;
import io.holdfast.object.ListPage;
import io.holdfast.object.ListRequest;
import io.holdfast.object.ListVersionsRequest;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.OpenObject;
import io.holdfast.object.PartInfo;
import io.holdfast.object.PartPage;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.UploadInfo;
import io.holdfast.object.UploadPage;
import io.holdfast.object.VersionId;
import io.holdfast.object.VersionPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Requests that change nothing, and what they have to show.
final class Looks {
    /// More than any run has.
    private static final int ALL = 1_000_000;

    private final Knowledge world;
    private String last = "";

    Looks(Knowledge world) {
        this.world = world;
    }

    /// The last refusal.
    String last() {
        return last;
    }

    /// A look at some keys.
    private final class Look {
        private final Server process;
        private final List<KeyHistory> keys;
        private final int id = world.newToken();
        private final int served;

        Look(Server process, List<KeyHistory> keys) {
            this.process = process;
            this.keys = keys;
            this.served = process.served();
            keys.forEach(key -> key.look(id, served));
            process.requests().beganLook(id, keys);
        }

        void saw(KeyHistory key, Predicate<KeyState> sight, String what) {
            key.saw(id, sight, what, served);
        }

        void failed(KeyHistory key) {
            key.lookFailed(id);
        }

        void end() {
            process.requests().endedLook(id);
        }

        /// Everything failed alike, or says that the bucket is not there.
        void refused(StoreException refusal) {
            StoreError error = refusal.error();
            world.trace(error.name());
            for (KeyHistory key : keys) {
                if (error == StoreError.NO_SUCH_BUCKET) {
                    saw(key, state -> !state.isBucketThere(), "no bucket");
                } else {
                    failed(key);
                }
            }
            count(refusal);
        }
    }

    private void count(StoreException refusal) {
        StoreError error = refusal.error();
        last = error + " " + refusal.getMessage();
        if (error == StoreError.READ_QUORUM_LOST
                || error == StoreError.TOO_BUSY
                || error == StoreError.OUTCOME_UNKNOWN) {
            world.stats.refused++;
        } else {
            world.stats.answered++;
        }
    }

    /// @return false when the key could not be read now
    boolean newest(Server process, Bucket bucket, int key, boolean withBody) throws Exception {
        ReadRequest request = ReadRequest.newest(bucket.name(key));
        return read(process, bucket.keys.get(key), request, withBody, Optional.empty());
    }

    boolean version(Server process, Bucket bucket, int key, int target) throws Exception {
        VersionId id =
                target == Change.DeleteVersion.NULL
                        ? VersionId.nullVersion()
                        : world.idOf(target).orElseThrow();
        ReadRequest request =
                new ReadRequest(
                        bucket.name(key), Optional.of(id), OptionalInt.empty(), Conditions.NONE);
        return read(process, bucket.keys.get(key), request, true, Optional.of(target));
    }

    private boolean read(
            Server process,
            KeyHistory history,
            ReadRequest request,
            boolean withBody,
            Optional<Integer> target)
            throws Exception {
        Look look = new Look(process, List.of(history));
        boolean isAnswered = true;
        try (OpenObject object =
                withBody ? process.store().open(request) : process.store().head(request)) {
            ObjectInfo info = object.info();
            look.saw(
                    history,
                    target.isEmpty() ? Sight.newest(info) : Sight.version(target.get(), info),
                    "version " + Sight.tokenOf(info) + " tags " + Sight.tagsOf(info));
            look.end();
            check(info);
            if (withBody) {
                checkBody(object, info);
            }
            world.stats.answered++;
        } catch (StoreException e) {
            world.trace(e.error().name());
            Optional<Predicate<KeyState>> sight =
                    target.isEmpty()
                            ? Sight.newestRefused(e.error())
                            : Sight.versionRefused(target.get(), e.error());
            if (sight.isPresent()) {
                look.saw(history, sight.get(), e.error() + " of " + request.version());
            } else {
                look.failed(history);
                isAnswered = false;
            }
            look.end();
            count(e);
        }
        return isAnswered;
    }

    private void checkBody(OpenObject object, ObjectInfo info) throws Exception {
        byte[] bytes = Bodies.range(object, 0, info.size());
        world.trace(Integer.toString(bytes.length));
        Contents.Content content = world.contents.get(Sight.tokenOf(info));
        if (content == null || !Arrays.equals(content.bytes(), bytes)) {
            throw new AssertionError("wrong bytes of request " + Sight.tokenOf(info));
        }
    }

    /// ETag, size and id are those of what was stored.
    void check(ObjectInfo info) {
        int token = Sight.tokenOf(info);
        if (world.contents.get(token) == null && !world.contents.learn(token, info.etag())) {
            throw new AssertionError("nothing like it was stored: " + info);
        }
        Contents.Content content = world.contents.get(token);
        if (content == null
                || !content.etag().equals(info.etag())
                || content.bytes().length != info.size()) {
            throw new AssertionError("not as it was stored: " + info);
        }
        world.learn(token, info.versionId());
    }

    /// Lists the bucket page by page; each page is a look of its own.
    ///
    /// @return false when it could not be listed now
    boolean list(Server process, Bucket bucket, int most) throws Exception {
        String after = "";
        while (true) {
            Look look = new Look(process, List.copyOf(bucket.keys));
            ListPage page;
            try {
                page = process.store().list(new ListRequest(bucket.name, "", "", after, most));
            } catch (StoreException e) {
                look.refused(e);
                look.end();
                return e.error() == StoreError.NO_SUCH_BUCKET;
            }
            world.stats.answered++;
            world.trace(Integer.toString(page.objects().size()));
            Map<String, ObjectInfo> shown = new TreeMap<>();
            page.objects().forEach(info -> shown.put(info.name().key(), info));
            String last = page.next().orElse("\uffff");
            for (int key = 0; key < bucket.keys.size(); key++) {
                KeyHistory history = bucket.keys.get(key);
                String name = Bucket.keyName(key);
                ObjectInfo info = shown.get(name);
                if (info != null) {
                    look.saw(history, Sight.newest(info), "listed as " + Sight.tokenOf(info));
                    check(info);
                } else if (name.compareTo(after) > 0 && name.compareTo(last) <= 0) {
                    look.saw(history, Sight.unlisted(), "not listed");
                } else {
                    look.failed(history);
                }
            }
            look.end();
            if (page.next().isEmpty()) {
                return true;
            }
            after = page.next().get();
        }
    }

    /// @return false when it could not be listed now
    boolean versions(Server process, Bucket bucket) throws Exception {
        Look look = new Look(process, List.copyOf(bucket.keys));
        VersionPage page;
        try {
            page =
                    process.store()
                            .listVersions(
                                    new ListVersionsRequest(
                                            bucket.name, "", "", "", Optional.empty(), ALL));
        } catch (StoreException e) {
            look.refused(e);
            look.end();
            return e.error() == StoreError.NO_SUCH_BUCKET;
        }
        world.stats.answered++;
        world.trace(Integer.toString(page.versions().size()));
        for (int key = 0; key < bucket.keys.size(); key++) {
            ObjectName name = bucket.name(key);
            List<ObjectInfo> shown =
                    page.versions().stream().filter(info -> info.name().equals(name)).toList();
            look.saw(bucket.keys.get(key), Sight.versions(shown, world), "versions " + text(shown));
            for (int i = 0; i < shown.size(); i++) {
                ObjectInfo info = shown.get(i);
                if (info.isLatest() != (i == 0)) {
                    throw new AssertionError("the latest version is the first: " + shown);
                }
                if (!info.isDeleteMarker()) {
                    check(info);
                }
            }
        }
        look.end();
        return true;
    }

    private static String text(List<ObjectInfo> shown) {
        List<String> texts = new ArrayList<>();
        shown.forEach(
                info ->
                        texts.add(
                                info.isDeleteMarker()
                                        ? "marker " + info.versionId()
                                        : Sight.tokenOf(info) + " " + Sight.tagsOf(info)));
        return texts.toString();
    }

    void parts(Server process, Bucket bucket, RandomGenerator random) throws Exception {
        if (bucket.uploads.isEmpty()) {
            return;
        }
        Bucket.Upload upload = bucket.uploads.get(random.nextInt(bucket.uploads.size()));
        KeyHistory history = bucket.keys.get(upload.key);
        Look look = new Look(process, List.of(history));
        try {
            PartPage page = process.store().listParts(bucket.name(upload.key), upload.id, 0, ALL);
            Map<Integer, String> shown = new TreeMap<>();
            for (PartInfo part : page.parts()) {
                shown.put(part.partNumber(), part.etag());
            }
            look.saw(
                    history,
                    state -> {
                        KeyState.Upload held = state.uploads().get(upload.token);
                        return held != null
                                && held.phase() == KeyState.Phase.OPEN
                                && shown.equals(etags(held));
                    },
                    "parts " + shown);
            world.stats.answered++;
        } catch (StoreException e) {
            if (e.error() == StoreError.NO_SUCH_UPLOAD) {
                look.saw(
                        history,
                        state -> {
                            KeyState.Upload held = state.uploads().get(upload.token);
                            return held == null || held.phase() != KeyState.Phase.OPEN;
                        },
                        "no upload " + upload.token);
            } else {
                look.failed(history);
            }
            count(e);
        }
        look.end();
    }

    private Map<Integer, String> etags(KeyState.Upload held) {
        Map<Integer, String> etags = new TreeMap<>();
        held.parts()
                .forEach((number, part) -> etags.put(number, world.contents.etag(part).orElse("")));
        return etags;
    }

    void uploads(Server process, Bucket bucket) throws Exception {
        Look look = new Look(process, List.copyOf(bucket.keys));
        UploadPage page;
        try {
            page = process.store().listUploads(bucket.name, "", "", "", "", ALL);
        } catch (StoreException e) {
            look.refused(e);
            look.end();
            return;
        }
        for (int key = 0; key < bucket.keys.size(); key++) {
            String name = Bucket.keyName(key);
            List<Integer> shown = new ArrayList<>();
            for (UploadInfo upload : page.uploads()) {
                if (upload.name().key().equals(name)) {
                    shown.add(
                            Integer.parseInt(
                                    upload.attributes().userMetadata().getOrDefault("op", "-1")));
                }
            }
            shown.sort(null);
            look.saw(bucket.keys.get(key), state -> isListing(shown, state), "uploads " + shown);
        }
        look.end();
        world.stats.answered++;
    }

    private static boolean isListing(List<Integer> shown, KeyState state) {
        List<Integer> left = new ArrayList<>(shown);
        boolean isComplete = true;
        for (Map.Entry<Integer, KeyState.Upload> upload : state.uploads().entrySet()) {
            boolean isShown = left.remove((Object) upload.getKey());
            isComplete &=
                    switch (upload.getValue().phase()) {
                        case OPEN -> isShown;
                        case DOUBTFUL -> true;
                        case COMPLETED, ABORTED -> !isShown;
                    };
        }
        return isComplete && left.isEmpty();
    }

    void heal(Server process, ObjectName name) throws Exception {
        try {
            world.trace(process.store().heal(name, true).toString());
        } catch (StoreException e) {
            world.trace(e.error().name());
        }
    }
}
