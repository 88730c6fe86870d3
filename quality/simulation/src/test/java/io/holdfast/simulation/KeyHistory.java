package io.holdfast.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Judges the history of one key while it happens: whether there is an order of all requests, each
/// between its call and its answer, in which the model gives the answers that were heard (Lowe,
/// "Testing for linearizability", 2017: just-in-time linearization). Kept is the set of all states
/// that such an order can have led to.
///
/// A change without an answer may take effect at any time, until its process is dead and a later
/// one has served the key: then it has happened or never will.
public final class KeyHistory {
    private static final int WORLDS_MAX = 60_000;

    private final String name;
    private final Contents contents;
    private final Map<Integer, Asked> changes = new TreeMap<>();
    private final Set<Integer> unanswered = new HashSet<>();
    private final Map<Integer, Integer> looking = new TreeMap<>();
    private final Deque<String> recent = new ArrayDeque<>();
    private Set<World> worlds = new LinkedHashSet<>();

    /// @param process that was asked
    private record Asked(Change change, int process) {}

    /// One state of affairs that is possible now.
    ///
    /// @param done changes that have taken effect and were not answered yet, with the answer due
    /// @param seen for each look under way, the states that it may have met
    /// @param process the newest one that is known to have served
    private record World(
            KeyState state,
            NavigableMap<Integer, String> done,
            NavigableMap<Integer, Set<KeyState>> seen,
            int process) {
        /// @param looking for each look under way, the process that is known to have served before
        /// @param asked the process that was asked for the change
        World after(int id, Change.Outcome outcome, int asked, Map<Integer, Integer> looking) {
            NavigableMap<Integer, String> more = new TreeMap<>(done);
            more.put(id, outcome.answer());
            if (seen.isEmpty() || outcome.next().equals(state)) {
                return new World(outcome.next(), more, seen, process);
            }
            NavigableMap<Integer, Set<KeyState>> met = new TreeMap<>();
            seen.forEach(
                    (look, states) -> {
                        boolean isBefore = asked < looking.getOrDefault(look, 0);
                        Set<KeyState> all = new HashSet<>(isBefore ? Set.of() : states);
                        all.add(outcome.next());
                        met.put(look, all);
                    });
            return new World(outcome.next(), more, met, process);
        }

        World without(int id, int served) {
            NavigableMap<Integer, String> less = new TreeMap<>(done);
            less.remove(id);
            return new World(state, less, seen, Math.max(process, served));
        }

        World withoutLook(int id, int served) {
            NavigableMap<Integer, Set<KeyState>> less = new TreeMap<>(seen);
            less.remove(id);
            return new World(state, done, less, Math.max(process, served));
        }
    }

    KeyHistory(String name, Contents contents, KeyState first) {
        this.name = name;
        this.contents = contents;
        worlds.add(new World(first, new TreeMap<>(), new TreeMap<>(), 0));
    }

    /// The states that are possible now.
    Set<KeyState> states() {
        Set<KeyState> states = new LinkedHashSet<>();
        worlds.forEach(world -> states.add(world.state));
        return states;
    }

    /// Changes that may still take effect.
    int open() {
        return changes.size();
    }

    /// A change is asked for.
    void call(int id, Change change, int process) {
        note("call " + id + " " + change);
        changes.put(id, new Asked(change, process));
    }

    /// It was answered.
    ///
    /// @param process that is known to have served when it was; 0 for none
    void answered(int id, String answer, int process) {
        note("answer " + id + " " + answer);
        Set<World> next = new LinkedHashSet<>();
        explore(
                world -> answer.equals(world.done.get(id)),
                world -> next.add(world.without(id, process)),
                process);
        changes.remove(id);
        replace(next, "the answer " + answer + " to request " + id);
    }

    /// It was refused without any effect.
    void refused(int id) {
        note("refused " + id);
        Set<World> next = new LinkedHashSet<>();
        for (World world : worlds) {
            if (!world.done.containsKey(id)) {
                next.add(world);
            }
        }
        changes.remove(id);
        replace(next, "that request " + id + " was refused, for its effect was seen");
    }

    /// Nobody will ever know: the answer was "unknown", or the process died.
    public void lost(int id) {
        if (changes.containsKey(id)) {
            note("lost " + id);
            unanswered.add(id);
            forgetDecided();
        }
    }

    /// A look begins.
    ///
    /// @param served the newest process that is known to have served; 0 for none
    void look(int id, int served) {
        looking.put(id, served);
        Set<World> next = new LinkedHashSet<>();
        for (World world : worlds) {
            NavigableMap<Integer, Set<KeyState>> seen = new TreeMap<>(world.seen);
            seen.put(id, Set.of(world.state));
            next.add(new World(world.state, world.done, seen, world.process));
        }
        worlds = next;
    }

    /// A look ends without having seen anything.
    public void lookFailed(int id) {
        looking.remove(id);
        Set<World> next = new LinkedHashSet<>();
        worlds.forEach(world -> next.add(world.withoutLook(id, 0)));
        worlds = next;
    }

    /// A look ends and saw a state of this kind.
    void saw(int id, Predicate<KeyState> sight, String what, int process) {
        note("saw " + id + " " + what);
        Set<World> next = new LinkedHashSet<>();
        explore(
                world -> world.seen.getOrDefault(id, Set.of()).stream().anyMatch(sight),
                world -> next.add(world.withoutLook(id, process)),
                process);
        looking.remove(id);
        replace(next, what + " (look " + id + ")");
    }

    /// Uploads may end without any being told, as when their bucket is deleted.
    void doubtUploads() {
        Set<World> next = new LinkedHashSet<>();
        explore(_ -> true, next::add, Integer.MAX_VALUE);
        next.addAll(worlds);
        Set<World> ended = new LinkedHashSet<>();
        next.forEach(
                world ->
                        ended.add(
                                new World(
                                        world.state.withDoubtfulUploads(),
                                        world.done,
                                        world.seen,
                                        world.process)));
        worlds = ended;
    }

    /// Visits the possible worlds, and those that open changes lead to from there, up to the first
    /// on each path that fits. What cannot happen any more once the process is known to have served
    /// has to be tried before: then each path is followed to its end.
    private void explore(Predicate<World> fits, Consumer<World> found, int process) {
        Set<World> visited = new HashSet<>();
        Deque<World> open = new ArrayDeque<>(worlds);
        while (!open.isEmpty()) {
            World world = open.remove();
            if (!visited.add(world)) {
                continue;
            }
            if (visited.size() > WORLDS_MAX) {
                throw new TooOpen(name);
            }
            if (fits.test(world)) {
                found.accept(world);
                if (world.process >= process) {
                    continue;
                }
            }
            for (Map.Entry<Integer, Asked> asked : changes.entrySet()) {
                int id = asked.getKey();
                Asked change = asked.getValue();
                if (!world.done.containsKey(id) && change.process >= world.process) {
                    for (Change.Outcome outcome : change.change.of(world.state, contents)) {
                        open.add(world.after(id, outcome, change.process, looking));
                    }
                }
            }
        }
    }

    /// Too many unanswered changes to judge; the run that meets this is badly drawn.
    public static final class TooOpen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooOpen(String key) {
            super("too many open changes of " + key);
        }
    }

    private void replace(Set<World> next, String why) {
        if (next.isEmpty()) {
            throw new AssertionError(
                    name + ": no order of the requests explains " + why + "\n" + this);
        }
        worlds = next;
        forgetDecided();
    }

    /// Unanswered changes that have happened in every possible world, or can not happen any more in
    /// any.
    private void forgetDecided() {
        List<Integer> settled = new ArrayList<>();
        for (int id : unanswered) {
            Asked change = changes.get(id);
            boolean isOpen =
                    change != null
                            && worlds.stream()
                                    .anyMatch(
                                            world ->
                                                    !world.done.containsKey(id)
                                                            && change.process >= world.process);
            if (!isOpen) {
                settled.add(id);
            }
        }
        if (settled.isEmpty()) {
            return;
        }
        for (int id : settled) {
            unanswered.remove(id);
            changes.remove(id);
        }
        Set<World> next = new LinkedHashSet<>();
        for (World world : worlds) {
            NavigableMap<Integer, String> done = new TreeMap<>(world.done);
            settled.forEach(done::remove);
            next.add(new World(world.state, done, world.seen, world.process));
        }
        worlds = next;
    }

    private void note(String what) {
        recent.add(what);
        if (recent.size() > 60) {
            recent.remove();
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("possible before:\n");
        for (World world : worlds) {
            text.append("  ").append(world.state).append(" done ").append(world.done).append('\n');
        }
        text.append("open: ").append(changes).append(" lost ").append(unanswered).append('\n');
        recent.forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }
}
