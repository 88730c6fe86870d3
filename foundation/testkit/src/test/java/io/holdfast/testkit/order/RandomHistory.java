package io.holdfast.testkit.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Histories of a store that does one thing at a time: clients whose calls overlap, answered from a
/// state that changes at a moment inside each call. Linearizable by construction.
final class RandomHistory {
    private static final List<String> KEYS = List.of("a", "b/1", "b/2", "c");

    private final RandomGenerator random;
    private final int valueCount;
    private final List<Pending> pending = new ArrayList<>();
    private final TreeMap<String, String> state = new TreeMap<>();

    /// A call, the moments at which it happens, and what came of it.
    private static final class Pending {
        final int client;
        final Call call;
        final long from;
        final long to;
        final long[] moments;
        Answer answer = new Answer.None();
        String copied = "";

        Pending(int client, Call call, long from, long to, long... moments) {
            this.client = client;
            this.call = call;
            this.from = from;
            this.to = to;
            this.moments = moments;
        }
    }

    private record Moment(long at, Pending pending, int half) {}

    private RandomHistory(RandomGenerator random, int valueCount) {
        this.random = random;
        this.valueCount = valueCount;
    }

    /// @param valueCount few values make different orders look alike
    /// @param lostPercent of calls that get no answer
    static List<Operation> of(
            RandomGenerator random, int clients, int calls, int valueCount, int lostPercent) {
        RandomHistory history = new RandomHistory(random, valueCount);
        long[] free = new long[clients];
        for (int i = 0; i < calls; i++) {
            int client = random.nextInt(clients);
            long from = free[client] + random.nextInt(20);
            long to = from + 1 + random.nextInt(40);
            free[client] = to + 1;
            boolean isLost = random.nextInt(100) < lostPercent;
            long first = from + random.nextLong(to - from + 1);
            long second = first + random.nextLong(to - first + 1);
            long late = isLost ? random.nextInt(3) * 50L : 0;
            history.pending.add(
                    new Pending(
                            client,
                            history.call(),
                            from,
                            isLost ? Operation.NEVER : to,
                            first,
                            second + late));
        }
        return history.run();
    }

    private Call call() {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new Call.Put(key, value(), condition());
            case 3 -> new Call.Delete(key, condition());
            case 4, 5 -> new Call.Get(key, random.nextInt(3) == 0 ? condition() : Condition.NONE);
            case 6 -> new Call.Copy(key, KEYS.get(random.nextInt(KEYS.size())));
            default ->
                    new Call.ListPage(
                            random.nextInt(3) == 0 ? "b" : "",
                            random.nextBoolean() ? "/" : "",
                            random.nextInt(3) == 0 ? key : random.nextInt(3) == 0 ? "b/" : "",
                            1 + random.nextInt(4));
        };
    }

    private String value() {
        return "v" + random.nextInt(valueCount);
    }

    private Condition condition() {
        return switch (random.nextInt(6)) {
            case 0 -> new Condition.IfAbsent();
            case 1 -> new Condition.IfMatch(value());
            case 2 -> new Condition.IfNoneMatch(value());
            default -> Condition.NONE;
        };
    }

    private List<Operation> run() {
        List<Moment> moments = new ArrayList<>();
        for (Pending call : pending) {
            moments.add(new Moment(call.moments[0], call, 1));
            moments.add(new Moment(call.moments[1], call, 2));
        }
        moments.sort(Comparator.comparingLong(Moment::at));
        moments.forEach(this::happen);
        return pending.stream()
                .map(
                        call ->
                                new Operation(
                                        call.client,
                                        call.call,
                                        call.to == Operation.NEVER
                                                ? new Answer.None()
                                                : call.answer,
                                        call.from,
                                        call.to))
                .toList();
    }

    /// All but copies happen at the second moment.
    private void happen(Moment moment) {
        Pending doing = moment.pending;
        if (doing.call instanceof Call.Copy(String source, String target)) {
            if (moment.half == 1) {
                doing.copied = state.getOrDefault(source, "");
                doing.answer =
                        doing.copied.isEmpty()
                                ? new Answer.Missing()
                                : new Answer.Found(doing.copied);
            } else if (!doing.copied.isEmpty()) {
                state.put(target, doing.copied);
            }
        } else if (moment.half == 2) {
            doing.answer = answer(doing.call);
        }
    }

    private Answer answer(Call call) {
        return switch (call) {
            case Call.Put put -> change(put.key(), put.value(), put.condition());
            case Call.Delete delete -> change(delete.key(), "", delete.condition());
            case Call.Get get -> BruteForce.answerToGet(get, state);
            case Call.ListPage page -> BruteForce.page(page, state, page.entriesMax());
            case Call.Copy _ -> new Answer.None();
        };
    }

    private Answer change(String key, String value, Condition condition) {
        String present = state.getOrDefault(key, "");
        if (!BruteForce.holds(condition, present)) {
            return present.isEmpty() ? new Answer.Missing() : new Answer.Refused();
        }
        if (value.isEmpty()) {
            state.remove(key);
        } else {
            state.put(key, value);
        }
        return new Answer.Done();
    }
}
