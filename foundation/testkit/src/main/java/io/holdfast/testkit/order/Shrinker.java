package io.holdfast.testkit.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks for a small part of a broken history that is broken by itself. Each step only ever makes
/// the history weaker, so that whatever is left proves the whole wrong: keys are left aside, reads
/// are dropped, and writes count as if nobody knew whether they happened. Confined to one thread.
final class Shrinker {
    private static final long TIME_MAX_NS = 10_000_000_000L;
    private static final long SEARCH_MAX = 100_000;
    private static final long SMALL_SEARCH = 5_000;

    private final Set<String> allKeys;
    private final long limit;
    private Set<String> keys;
    private List<Steps.Claim> claims;
    private long endNs;

    /// @param configurations that the search through the whole history took; a part that takes many
    ///   more is not worth it
    Shrinker(List<Operation> broken, Set<String> keys, long configurations) {
        this.allKeys = keys;
        this.keys = keys;
        this.limit = Math.min(SEARCH_MAX, 2 * configurations + SMALL_SEARCH);
        this.claims = broken.stream().map(operation -> new Steps.Claim(operation, true)).toList();
    }

    /// The part that is left, by time of the call.
    ///
    /// @param horizonNs operations invoked later than this had no part in the failure
    List<Operation> shrink(long horizonNs) {
        endNs = System.nanoTime() + TIME_MAX_NS;
        claims =
                claims.stream()
                        .filter(claim -> claim.operation().invokedNs() <= horizonNs)
                        .sorted(Comparator.comparingLong(claim -> claim.operation().invokedNs()))
                        .toList();
        dropKeys();
        cutFront();
        simplify(claim -> claim.operation().call().isRead(), _ -> null);
        simplify(Steps.Claim::isCertain, claim -> new Steps.Claim(claim.operation(), false));
        simplify(claim -> claim.operation().call().isRead(), _ -> null);
        dropKeys();
        Steps left = Steps.of(claims, keys, areAllKeys(keys));
        return Stream.concat(left.required.stream(), left.optional.stream())
                .map(Step::operation)
                .distinct()
                .sorted(Comparator.comparingLong(Operation::invokedNs))
                .toList();
    }

    /// Forgets as much of the beginning as it can: what was read then, and what was certain.
    private void cutFront() {
        List<Steps.Claim> all = claims;
        int broken = 0;
        for (int step = Integer.highestOneBit(all.size()); step > 0; step /= 2) {
            int cut = broken + step;
            if (cut < all.size() && isBroken(withoutFront(all, cut), keys)) {
                broken = cut;
            }
        }
        claims = withoutFront(all, broken);
    }

    private static List<Steps.Claim> withoutFront(List<Steps.Claim> all, int cut) {
        List<Steps.Claim> left = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Operation operation = all.get(i).operation();
            if (i >= cut) {
                left.add(all.get(i));
            } else if (!operation.call().isRead()) {
                left.add(new Steps.Claim(operation, false));
            }
        }
        return left;
    }

    private boolean areAllKeys(Set<String> some) {
        return some.size() == allKeys.size();
    }

    private void dropKeys() {
        for (String key : List.copyOf(keys)) {
            Set<String> fewer = new TreeSet<>(keys);
            fewer.remove(key);
            List<Steps.Claim> concerned =
                    claims.stream()
                            .filter(claim -> History.concerns(claim.operation(), fewer))
                            .toList();
            boolean losesSource =
                    concerned.stream().anyMatch(claim -> isLostCopyFrom(claim.operation(), key));
            if (!losesSource && isBroken(concerned, fewer)) {
                keys = fewer;
                claims = concerned;
            }
        }
    }

    /// What such a copy may have written is known only together with its source.
    private static boolean isLostCopyFrom(Operation operation, String key) {
        return !operation.isAnswered()
                && operation.call() instanceof Call.Copy(String source, String _)
                && source.equals(key);
    }

    /// Changes as many claims as it can, first many at a time, then one by one.
    ///
    /// @param change gives null to drop the claim
    private void simplify(
            Predicate<Steps.Claim> isMeant, Function<Steps.Claim, Steps.@Nullable Claim> change) {
        List<Steps.Claim> left = new ArrayList<>(claims.stream().filter(isMeant).toList());
        for (int size = Math.max(1, left.size() / 2); size > 0; size /= 2) {
            List<Steps.Claim> kept = new ArrayList<>();
            for (int from = 0; from < left.size(); from += size) {
                List<Steps.Claim> chunk = left.subList(from, Math.min(left.size(), from + size));
                List<Steps.Claim> weaker = replaced(chunk, change);
                if (isBroken(weaker, keys)) {
                    claims = weaker;
                } else {
                    kept.addAll(chunk);
                }
            }
            left = kept;
        }
    }

    private List<Steps.Claim> replaced(
            List<Steps.Claim> chunk, Function<Steps.Claim, Steps.@Nullable Claim> change) {
        Set<Steps.Claim> meant = new HashSet<>(chunk);
        List<Steps.Claim> result = new ArrayList<>();
        for (Steps.Claim claim : claims) {
            Steps.Claim changed = meant.contains(claim) ? change.apply(claim) : claim;
            if (changed != null) {
                result.add(changed);
            }
        }
        return result;
    }

    private boolean isBroken(List<Steps.Claim> candidate, Set<String> some) {
        if (System.nanoTime() - endNs > 0) {
            return false;
        }
        Search search = new Search(Steps.of(candidate, some, areAllKeys(some)), limit);
        return search.run() == Search.Outcome.BROKEN;
    }
}
