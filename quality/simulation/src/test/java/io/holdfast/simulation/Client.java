package io.holdfast.simulation;

import io.holdfast.object.Bodies;
import io.holdfast.object.CompleteRequest;
import io.holdfast.object.Conditions;
import io.holdfast.object.CopyRequest;
import io.holdfast.object.CopyResult;
import io.holdfast.object.DeleteRequest;
import io.holdfast.object.DeleteResult;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectLock;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.PartRequest;
import io.holdfast.object.PutRequest;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.UploadRequest;
import io.holdfast.object.VersionId;
import io.holdfast.object.Versioning;
import io.holdfast.testkit.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Makes the requests of one lane and tells the model what was asked and answered.
public final class Client {
    /// Changes of a key that may be open before its clients only look.
    private static final int OPEN_MAX = 3;

    /// Refusals that leave no doubt.
    static final Set<StoreError> WITHOUT_EFFECT =
            Set.of(
                    StoreError.WRITE_QUORUM_LOST,
                    StoreError.READ_QUORUM_LOST,
                    StoreError.TOO_BUSY,
                    StoreError.STORAGE_FULL);

    private final Knowledge world;
    private static final long QUIET_NS = 2_000_000_000L;

    private final Draws draws;
    private final Looks looks;
    private final BucketClient buckets;
    private final LockClient locks;
    private final int openMax;

    Client(Knowledge world, Setup setup) {
        this(world, setup, OPEN_MAX);
    }

    /// @param openMax changes of a key that may be open before its clients only look; with each
    ///   more the orders that have to be tried are many times as many
    public Client(Knowledge world, Setup setup, int openMax) {
        this.world = world;
        this.draws = new Draws(setup);
        this.looks = new Looks(world);
        this.buckets = new BucketClient(world);
        this.locks = new LockClient(world.startMs());
        this.openMax = openMax;
    }

    /// One request in the making.
    ///
    /// @param replacements drives that had been replaced when it began
    private record Asked(
            Server process, Bucket bucket, int key, RandomGenerator random, int replacements) {
        ObjectStore store() {
            return process.store();
        }

        KeyHistory history() {
            return bucket.keys.get(key);
        }
    }

    private Asked asked(Server process, Bucket bucket, int key, RandomGenerator random) {
        return new Asked(process, bucket, key, random, world.replacements());
    }

    /// Makes one request.
    public void perform(Step.Request step) throws InterruptedException {
        world.sleep(step.pauseNs());
        Server process = world.awaitServer();
        Bucket bucket = world.buckets.get(step.bucket());
        while (bucket.isLocked && process.isAlive()) {
            world.sleep(3_000_000);
        }
        process.call(
                step.kind() + " " + bucket.name + " " + step.key(),
                () -> {
                    if (bucket.isLocked) {
                        return;
                    }
                    Asked asked = asked(process, bucket, step.key(), Seeds.of(step.chance()));
                    bucket.requests++;
                    ask(asked, step.kind());
                    bucket.requests--;
                });
    }

    private void ask(Asked asked, RequestKind kind) throws Exception {
        boolean isCrowded = asked.history().open() > openMax;
        switch (kind) {
            case GET, HEAD ->
                    looks.newest(asked.process, asked.bucket, asked.key, kind == RequestKind.GET);
            case GET_VERSION ->
                    looks.version(asked.process, asked.bucket, asked.key, target(asked));
            case LIST ->
                    looks.list(asked.process, asked.bucket, asked.random.nextBoolean() ? 1000 : 1);
            case LIST_VERSIONS -> looks.versions(asked.process, asked.bucket);
            case LIST_PARTS -> looks.parts(asked.process, asked.bucket, asked.random);
            case LIST_UPLOADS -> looks.uploads(asked.process, asked.bucket);
            case HEAL -> looks.heal(asked.process, asked.bucket.name(asked.key));
            case SET_VERSIONING -> buckets.setVersioning(asked.process, asked.bucket);
            case DELETE_BUCKET -> {
                if (asked.random.nextBoolean()) {
                    empty(asked);
                }
                buckets.change(asked.process, asked.bucket);
            }
            default -> {
                if (isCrowded) {
                    looks.newest(asked.process, asked.bucket, asked.key, true);
                } else {
                    change(asked, kind);
                }
            }
        }
    }

    /// Deletes every key, so that the bucket may be deleted although much has been in it. Waits
    /// before that: the engine clears away what changes leave behind in quiet moments.
    private void empty(Asked asked) throws Exception {
        world.sleep(asked.random.nextLong(QUIET_NS));
        for (int key = 0; key < asked.bucket.keys.size() && asked.bucket.exists; key++) {
            Asked one = asked(asked.process, asked.bucket, key, asked.random);
            if (one.history().open() <= openMax) {
                delete(one);
            }
        }
    }

    private void change(Asked asked, RequestKind kind) throws Exception {
        switch (kind) {
            case PUT -> put(asked, Change.Condition.NONE);
            case PUT_IF -> put(asked, condition(asked));
            case DELETE -> delete(asked);
            case DELETE_VERSION -> deleteVersion(asked);
            case COPY -> copy(asked);
            case TAGS -> {
                if (asked.bucket.hasObjectLock && asked.random.nextBoolean()) {
                    lock(asked);
                } else {
                    tags(asked);
                }
            }
            case CREATE_UPLOAD, PUT_PART, COMPLETE, ABORT -> {
                if (asked.bucket.isDeleting) {
                    createUpload(asked);
                    return;
                }
                asked.bucket.uploadRequests++;
                upload(asked, kind);
                asked.bucket.uploadRequests--;
            }
            default -> throw new IllegalArgumentException(kind.toString());
        }
    }

    @FunctionalInterface
    interface Request {
        /// @return the answer in the model's words
        String send() throws StoreException, IOException, InterruptedException;
    }

    /// Sends a change of a key and tells the model.
    private boolean send(Asked asked, int id, Change change, Request request)
            throws InterruptedException {
        KeyHistory history = asked.history();
        int served = asked.process.served();
        history.call(id, change, asked.process.number());
        asked.process.requests().began(id, history);
        boolean isDone = false;
        try {
            String answer = request.send();
            world.trace(answer);
            history.answered(id, answer, asked.process.number());
            world.stats.answered++;
            isDone = true;
        } catch (StoreException e) {
            world.trace(e.error().name());
            settle(history, id, e.error(), served);
        } catch (IOException e) {
            throw new AssertionError("the body was there", e);
        }
        asked.process.requests().ended(id);
        return isDone;
    }

    private void settle(KeyHistory history, int id, StoreError error, int served) {
        if (error == StoreError.OUTCOME_UNKNOWN) {
            world.stats.unknown++;
            history.lost(id);
        } else if (WITHOUT_EFFECT.contains(error)) {
            world.stats.refused++;
            history.refused(id);
        } else {
            world.stats.answered++;
            history.answered(id, error.name(), served);
        }
    }

    /// Writes a key, whatever it holds.
    ///
    /// @return false when it could not be written
    public boolean write(Server process, Bucket bucket, int key) throws Exception {
        return put(asked(process, bucket, key, Seeds.of(key)), Change.Condition.NONE);
    }

    private boolean put(Asked asked, Change.Condition condition) throws Exception {
        int token = world.newToken();
        byte[] bytes = draws.body(asked.random);
        String etag = Fill.md5(bytes);
        world.contents.put(token, bytes, etag);
        String tags = asked.random.nextInt(4) == 0 ? "t" + token : "";
        ObjectLock lock = locks.draw(asked.bucket, asked.random);
        PutRequest request =
                new PutRequest(
                        asked.bucket.name(asked.key),
                        Draws.attributes(token, tags, ObjectAttributes.STANDARD).withLock(lock),
                        new Conditions(
                                condition.ifMatch(),
                                condition.ifNoneMatch(),
                                OptionalLong.empty(),
                                OptionalLong.empty()),
                        Optional.empty());
        Change change = new Change.Put(token, asked.bucket.versioning, condition, tags, lock);
        return send(
                asked,
                token,
                change,
                () -> {
                    ObjectInfo info = asked.store().put(request, Bodies.of(bytes));
                    made(asked, token, info, etag);
                    return Change.OK;
                });
    }

    /// A version was made and acknowledged: its id is told.
    private void made(Asked asked, int token, ObjectInfo info, String etag) {
        if (!info.etag().equals(etag)) {
            throw new AssertionError("ETag " + info.etag() + " instead of " + etag);
        }
        world.learn(token, info.versionId());
        if (asked.history().open() > 1) {
            return;
        }
        boolean isWhole = asked.replacements == world.replacements();
        world.acknowledged(asked.bucket, asked.key, token, isWhole);
    }

    private Change.Condition condition(Asked asked) {
        RandomGenerator random = asked.random;
        Optional<String> etag =
                asked.history().states().stream()
                        .flatMap(state -> state.object().stream())
                        .findFirst()
                        .flatMap(version -> world.contents.etag(version.token()));
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Change.Condition(Optional.empty(), Optional.of("*"));
            case 2 -> new Change.Condition(Optional.empty(), etag);
            case 3 -> new Change.Condition(Optional.of("*"), Optional.empty());
            default -> new Change.Condition(etag, Optional.empty());
        };
    }

    private void delete(Asked asked) throws Exception {
        int token = world.newToken();
        Versioning versioning = asked.bucket.versioning;
        Change.Condition condition =
                asked.random.nextInt(6) == 0
                        ? new Change.Condition(
                                condition(asked).ifMatch().or(() -> Optional.of("*")),
                                Optional.empty())
                        : Change.Condition.NONE;
        DeleteRequest request =
                new DeleteRequest(
                        asked.bucket.name(asked.key),
                        Optional.empty(),
                        new Conditions(
                                condition.ifMatch(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty()));
        send(
                asked,
                token,
                new Change.Delete(token, versioning, condition),
                () -> {
                    DeleteResult result = asked.store().delete(request);
                    if (result.isDeleteMarker() != (versioning != Versioning.OFF)) {
                        throw new AssertionError("a marker or none: " + result);
                    }
                    result.version().ifPresent(id -> world.learn(token, id));
                    return Change.OK;
                });
    }

    /// A version that may be there: its number, or the null version.
    private int target(Asked asked) {
        List<Integer> known =
                asked.history().states().stream()
                        .flatMap(state -> state.versions().stream())
                        .map(
                                version ->
                                        version.isNull()
                                                ? Change.DeleteVersion.NULL
                                                : version.token())
                        .filter(
                                token ->
                                        token == Change.DeleteVersion.NULL
                                                || world.idOf(token).isPresent())
                        .distinct()
                        .toList();
        return known.isEmpty()
                ? Change.DeleteVersion.NULL
                : known.get(asked.random.nextInt(known.size()));
    }

    private VersionId id(int target) {
        return target == Change.DeleteVersion.NULL
                ? VersionId.nullVersion()
                : world.idOf(target).orElseThrow();
    }

    private void deleteVersion(Asked asked) throws Exception {
        int target = target(asked);
        boolean mayBypass = asked.bucket.hasObjectLock && asked.random.nextBoolean();
        DeleteRequest request =
                new DeleteRequest(
                        asked.bucket.name(asked.key),
                        Optional.of(id(target)),
                        Conditions.NONE,
                        mayBypass);
        send(
                asked,
                world.newToken(),
                new Change.DeleteVersion(target, mayBypass),
                () -> asked.store().delete(request).isDeleteMarker() ? "marker" : Change.OK);
    }

    private void tags(Asked asked) throws Exception {
        int token = world.newToken();
        Optional<Integer> target =
                asked.random.nextInt(3) == 0 ? Optional.of(target(asked)) : Optional.empty();
        String tags = asked.random.nextInt(4) == 0 ? "" : "t" + token;
        send(
                asked,
                token,
                new Change.SetTags(target, tags),
                () -> {
                    asked.store()
                            .setTags(
                                    asked.bucket.name(asked.key),
                                    target.map(this::id),
                                    tags.isEmpty() ? Map.of() : Map.of("k", tags));
                    return Change.OK;
                });
    }

    private void lock(Asked asked) throws Exception {
        Optional<Integer> target =
                asked.random.nextInt(3) == 0 ? Optional.empty() : Optional.of(target(asked));
        Change change = locks.change(target, asked.random);
        ObjectName name = asked.bucket.name(asked.key);
        Optional<VersionId> version = target.map(this::id);
        send(
                asked,
                world.newToken(),
                change,
                () -> {
                    if (change instanceof Change.SetRetention wanted) {
                        asked.store()
                                .setRetention(
                                        name, version, wanted.retention(), wanted.mayBypass());
                    } else if (change instanceof Change.SetLegalHold wanted) {
                        asked.store().setLegalHold(name, version, wanted.isHeld());
                    }
                    return Change.OK;
                });
    }

    private void copy(Asked asked) throws Exception {
        int token = world.newToken();
        int look = world.newToken();
        int sourceKey = asked.random.nextInt(asked.bucket.keys.size());
        KeyHistory source = asked.bucket.keys.get(sourceKey);
        CopyRequest request =
                new CopyRequest(
                        ReadRequest.newest(asked.bucket.name(sourceKey)),
                        asked.bucket.name(asked.key),
                        Optional.of(Draws.attributes(token, "", ObjectAttributes.STANDARD)),
                        Optional.of(Map.of()),
                        Optional.of(draws.storageClass(asked.random)),
                        Conditions.NONE,
                        Optional.empty());
        Change change =
                new Change.Put(
                        token, asked.bucket.versioning, Change.Condition.NONE, "", ObjectLock.NONE);
        int served = asked.process.served();
        source.look(look, served);
        asked.process.requests().beganLook(look, List.of(source));
        KeyHistory history = asked.history();
        history.call(token, change, asked.process.number());
        asked.process.requests().began(token, history);
        try {
            CopyResult result = asked.store().copy(request);
            world.trace("copied");
            source.saw(
                    look,
                    Sight.newest(result.source()),
                    "a copy of " + Sight.tokenOf(result.source()),
                    served);
            looks.check(result.source());
            Contents.Content content = world.contents.get(Sight.tokenOf(result.source()));
            if (content == null) {
                throw new AssertionError("a copy of nothing");
            }
            String etag = Fill.md5(content.bytes());
            world.contents.put(token, content.bytes(), etag);
            history.answered(token, Change.OK, asked.process.number());
            made(asked, token, result.copy(), etag);
            world.stats.answered++;
        } catch (StoreException e) {
            world.trace(e.error().name());
            Sight.newestRefused(e.error())
                    .ifPresentOrElse(
                            sight ->
                                    source.saw(look, sight, "a copy refused: " + e.error(), served),
                            () -> source.lookFailed(look));
            if (e.error() == StoreError.OUTCOME_UNKNOWN) {
                history.lost(token);
            } else {
                history.refused(token);
            }
        }
        asked.process.requests().ended(token);
        asked.process.requests().endedLook(look);
    }

    private void upload(Asked asked, RequestKind kind) throws Exception {
        Bucket bucket = asked.bucket;
        if (kind == RequestKind.CREATE_UPLOAD || bucket.uploads.isEmpty()) {
            createUpload(asked);
            return;
        }
        Bucket.Upload upload = bucket.uploads.get(asked.random.nextInt(bucket.uploads.size()));
        Asked ofUpload = asked(asked.process, bucket, upload.key, asked.random);
        switch (kind) {
            case PUT_PART -> putPart(ofUpload, upload);
            case COMPLETE -> {
                if (upload.parts.isEmpty() && upload.listed.isEmpty()) {
                    putPart(ofUpload, upload);
                } else {
                    complete(ofUpload, upload);
                }
            }
            default -> abort(ofUpload, upload);
        }
    }

    private void createUpload(Asked asked) throws Exception {
        int token = world.newToken();
        UploadRequest request =
                new UploadRequest(
                        asked.bucket.name(asked.key),
                        Draws.attributes(token, "", draws.storageClass(asked.random)),
                        Conditions.NONE,
                        Optional.empty(),
                        Optional.empty());
        send(
                asked,
                token,
                new Change.CreateUpload(token),
                () -> {
                    String id = asked.store().createUpload(request).uploadId();
                    if (!asked.bucket.isDeleting) {
                        asked.bucket.uploads.add(new Bucket.Upload(token, asked.key, id));
                    }
                    return Change.OK;
                });
        if (asked.bucket.isDeleting) {
            // The deletion may abort it as soon as it is there.
            asked.history().doubtUploads();
        }
    }

    private void putPart(Asked asked, Bucket.Upload upload) throws Exception {
        int token = world.newToken();
        int number = asked.random.nextInt(1, 4);
        byte[] bytes = draws.body(asked.random);
        String etag = Fill.md5(bytes);
        world.contents.put(token, bytes, etag);
        PartRequest request =
                new PartRequest(asked.bucket.name(asked.key), upload.id, number, Optional.empty());
        send(
                asked,
                token,
                new Change.PutPart(token, upload.token, number),
                () -> {
                    asked.store().putPart(request, Bodies.of(bytes));
                    upload.parts.put(number, token);
                    return Change.OK;
                });
    }

    /// Completes with one of the parts, for only a last part may be small; sent again, it lists the
    /// same.
    private void complete(Asked asked, Bucket.Upload upload) throws Exception {
        if (upload.listed.isEmpty()) {
            List<Integer> numbers = List.copyOf(upload.parts.keySet());
            int number = numbers.get(asked.random.nextInt(numbers.size()));
            int part = upload.parts.getOrDefault(number, 0);
            upload.listed = Map.of(number, part);
            byte[] bytes = content(part).bytes();
            world.contents.put(upload.token, bytes, Fill.multipartEtag(content(part).etag()));
        }
        int number = upload.listed.keySet().iterator().next();
        int part = upload.listed.getOrDefault(number, 0);
        CompleteRequest request =
                new CompleteRequest(
                        asked.bucket.name(asked.key),
                        upload.id,
                        List.of(
                                new CompleteRequest.Part(
                                        number, content(part).etag(), Optional.empty())),
                        Conditions.NONE,
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty());
        send(
                asked,
                world.newToken(),
                new Change.Complete(upload.token, upload.listed, asked.bucket.versioning),
                () -> {
                    ObjectInfo info = asked.store().completeUpload(request);
                    if (Sight.tokenOf(info) != upload.token
                            || !info.etag().equals(content(upload.token).etag())) {
                        throw new AssertionError("completed " + upload.token + " as " + info);
                    }
                    world.learn(upload.token, info.versionId());
                    return Change.OK;
                });
    }

    private Contents.Content content(int token) {
        Contents.Content content = world.contents.get(token);
        if (content == null) {
            throw new IllegalStateException("no content of " + token);
        }
        return content;
    }

    private void abort(Asked asked, Bucket.Upload upload) throws Exception {
        send(
                asked,
                world.newToken(),
                new Change.Abort(upload.token),
                () -> {
                    asked.store().abortUpload(asked.bucket.name(asked.key), upload.id);
                    return Change.OK;
                });
    }
}
