package io.holdfast.simulation.order;

import io.holdfast.base.Hex;
import io.holdfast.object.Bodies;
import io.holdfast.object.Conditions;
import io.holdfast.object.CopyRequest;
import io.holdfast.object.DeleteRequest;
import io.holdfast.object.ListPage;
import io.holdfast.object.ListRequest;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.OpenObject;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreException;
import io.holdfast.testkit.order.Answer;
import io.holdfast.testkit.order.Call;
import io.holdfast.testkit.order.Client;
import io.holdfast.testkit.order.Condition;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Calls the engine. After a power cut it calls the one that was started then. Any thread.
final class EngineClient implements Client {
    private final RunningStore store;
    private final String bucket;

    EngineClient(RunningStore store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    @Override
    public Answer send(Call call, byte[] body) throws Exception {
        try {
            return carryOut(store.await(), call, body);
        } catch (StoreException e) {
            return switch (e.error()) {
                case NO_SUCH_KEY -> new Answer.Missing();
                case PRECONDITION_FAILED, NOT_MODIFIED -> new Answer.Refused();
                case OUTCOME_UNKNOWN, READ_QUORUM_LOST, WRITE_QUORUM_LOST, TOO_BUSY ->
                        new Answer.None();
                default -> throw e;
            };
        }
    }

    private Answer carryOut(ObjectStore engine, Call call, byte[] body) throws Exception {
        return switch (call) {
            case Call.Put(String key, String value, Condition condition) -> {
                String etag =
                        engine.put(Bodies.put(name(key), conditions(condition)), Bodies.of(body))
                                .etag();
                demand(etag.equals(value), "the ETag is " + etag);
                yield new Answer.Done();
            }
            case Call.Delete(String key, Condition condition) -> {
                engine.delete(
                        new DeleteRequest(name(key), Optional.empty(), conditions(condition)));
                yield new Answer.Done();
            }
            case Call.Get(String key, Condition condition) -> read(engine, key, condition);
            case Call.Copy(String source, String target) ->
                    new Answer.Found(
                            engine.copy(
                                            new CopyRequest(
                                                    ReadRequest.newest(name(source)),
                                                    name(target),
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    Conditions.NONE,
                                                    Optional.empty()))
                                    .copy()
                                    .etag());
            case Call.ListPage page -> list(engine, page);
        };
    }

    private Answer read(ObjectStore engine, String key, Condition condition) throws Exception {
        ReadRequest request =
                new ReadRequest(
                        name(key), Optional.empty(), OptionalInt.empty(), conditions(condition));
        try (OpenObject object = engine.open(request)) {
            byte[] bytes = Bodies.range(object, 0, object.info().size());
            String value = Hex.of(MessageDigest.getInstance("MD5").digest(bytes));
            demand(value.equals(object.info().etag()), "the bytes are not those of the ETag");
            return new Answer.Found(value);
        }
    }

    private Answer list(ObjectStore engine, Call.ListPage call) throws Exception {
        ListPage page =
                engine.list(
                        new ListRequest(
                                bucket,
                                call.prefix(),
                                call.delimiter(),
                                call.after(),
                                call.entriesMax()));
        Map<String, String> values = new TreeMap<>();
        page.objects().forEach(object -> values.put(object.name().key(), object.etag()));
        int entries = page.objects().size() + page.prefixes().size();
        demand(entries <= call.entriesMax(), "too many entries");
        demand(values.size() == page.objects().size(), "a key twice");
        return new Answer.Listed(values, new HashSet<>(page.prefixes()), page.next().isPresent());
    }

    private ObjectName name(String key) {
        return new ObjectName(bucket, key);
    }

    private static Conditions conditions(Condition condition) {
        return switch (condition) {
            case Condition.None _ -> Conditions.NONE;
            case Condition.IfAbsent _ -> Bodies.ifNoneMatch("*");
            case Condition.IfMatch(String value) -> Bodies.ifMatch(value);
            case Condition.IfNoneMatch(String value) -> Bodies.ifNoneMatch(value);
        };
    }

    private static void demand(boolean holds, String fault) {
        if (!holds) {
            throw new AssertionError(fault);
        }
    }
}
