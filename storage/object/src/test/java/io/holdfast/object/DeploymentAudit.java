package io.holdfast.object;

import io.holdfast.cluster.MemberState;
import io.holdfast.drive.BucketUsage;
import io.holdfast.drive.DriveAudit;
import io.holdfast.drive.Family;
import io.holdfast.drive.MediumAudit;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.VersionRecord;
import io.holdfast.object.write.VersionOps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Looks at what lies on the drives of a test deployment, past the engine.
public final class DeploymentAudit {
    private final TestDeployment deployment;

    public DeploymentAudit(TestDeployment deployment) {
        this.deployment = deployment;
    }

    /// How many drives in service, and how many in all, hold a version of the key whose user
    /// metadata has the value under {@code op}.
    public record Copies(int inService, int holders, int inServiceWithout, int set) {}

    public Copies copiesOf(long bucketId, String key, String op) {
        byte[] head = RowKey.of(bucketId, key.getBytes(StandardCharsets.UTF_8)).head();
        int set = deployment.setOf(bucketId, key);
        int inService = 0;
        int holders = 0;
        int without = 0;
        for (int place = 0; place < deployment.geometry().drives(); place++) {
            // A drive that was taken away a moment ago may have it.
            boolean isHolder =
                    !deployment.hasMedium(set, place) || holds(audit(set, place), head, op);
            boolean isInService = deployment.set(set).state(place) == MemberState.IN_SERVICE;
            holders += isHolder ? 1 : 0;
            inService += isInService ? 1 : 0;
            without += isInService && !isHolder ? 1 : 0;
        }
        return new Copies(inService, holders, without, set);
    }

    private static boolean holds(MediumAudit audit, byte[] head, String op) {
        boolean[] found = new boolean[1];
        DriveAudit.RowCheck check =
                (_, record) ->
                        found[0] |=
                                op.equals(
                                        VersionRecord.read(record)
                                                .attributes()
                                                .userMetadata()
                                                .get("op"));
        audit.rows(Family.HEAD, head, head, check);
        audit.rows(Family.VERSION, head, Keys.afterVersions(head), check);
        return found[0];
    }

    private MediumAudit audit(int set, int place) {
        return new MediumAudit(deployment.medium(set, place));
    }

    /// True when a row on the medium lacks its shard.
    public boolean lacksShards(int set, int place) {
        return audit(set, place).missingShards() > 0;
    }

    /// While all drives are in service and nothing is under way: what is not as it should be.
    ///
    /// @param buckets ids of those that exist: counters of others mean nothing
    public List<String> problems(Set<Long> buckets) {
        List<String> problems = new ArrayList<>();
        for (int set = 0; set < deployment.setCount(); set++) {
            List<DriveAudit> drives = new ArrayList<>();
            for (int place = 0; place < deployment.geometry().drives(); place++) {
                drives.add(audit(set, place));
            }
            problems.addAll(problems("set " + set, drives, buckets));
        }
        return problems;
    }

    /// As {@link #problems(Set)}, of the drives of one set.
    public static List<String> problems(
            String set, List<? extends DriveAudit> drives, Set<Long> buckets) {
        List<String> problems = new ArrayList<>();
        for (int place = 0; place < drives.size(); place++) {
            DriveAudit audit = drives.get(place);
            String name = set + " drive " + place;
            audit.looseEnds().forEach(end -> problems.add(name + ": " + end));
            recount(audit, buckets, name, problems);
            if (place > 0) {
                compare(drives.getFirst(), audit, name, problems);
            }
        }
        return problems;
    }

    /// Invariant I14.
    private static void recount(
            DriveAudit audit, Set<Long> buckets, String name, List<String> problems) {
        Map<Long, BucketUsage> counted = new TreeMap<>();
        for (Family family : List.of(Family.HEAD, Family.VERSION)) {
            audit.rows(
                    family,
                    (key, record) ->
                            counted.merge(
                                    Keys.bucketOf(key),
                                    VersionOps.usageOf(
                                            VersionRecord.read(record), family == Family.HEAD),
                                    BucketUsage::plus));
        }
        audit.counted().forEach(bucket -> counted.putIfAbsent(bucket, BucketUsage.NONE));
        counted.forEach(
                (bucket, usage) -> {
                    if (buckets.contains(bucket) && !audit.usage(bucket).equals(usage)) {
                        problems.add(
                                name
                                        + " counts "
                                        + audit.usage(bucket)
                                        + " in bucket "
                                        + bucket
                                        + " and holds "
                                        + usage);
                    }
                });
    }

    /// Drives in service hold the same rows and the same journal (I2, I7, I10, I16).
    private static void compare(
            DriveAudit first, DriveAudit other, String name, List<String> problems) {
        for (Family family : List.of(Family.HEAD, Family.VERSION, Family.PART, Family.JOURNAL)) {
            Map<String, String> wanted = texts(first, family);
            Map<String, String> held = texts(other, family);
            wanted.forEach(
                    (key, record) -> {
                        String own = held.remove(key);
                        if (own == null) {
                            problems.add(name + " lacks " + family + " " + key);
                        } else if (!own.equals(record)) {
                            problems.add(name + " differs in " + family + " " + key);
                        }
                    });
            held.forEach(
                    (key, _) ->
                            problems.add(name + " has " + family + " " + key + ", drive 0 not"));
        }
    }

    private static Map<String, String> texts(DriveAudit audit, Family family) {
        Map<String, String> texts = new TreeMap<>();
        HexFormat hex = HexFormat.of();
        audit.rows(family, (key, record) -> texts.put(hex.formatHex(key), hex.formatHex(record)));
        return texts;
    }

    /// Rows in PART of buckets that do not exist, and of uploads that have ended.
    public int rowsOf(Family family) {
        int[] rows = new int[1];
        for (int set = 0; set < deployment.setCount(); set++) {
            audit(set, 0).rows(family, (_, _) -> rows[0]++);
        }
        return rows[0];
    }
}
