package io.holdfast.object;

import io.holdfast.cluster.MemberState;
import io.holdfast.drive.BucketUsage;
import io.holdfast.drive.DriveAudit;
import io.holdfast.drive.Family;
import io.holdfast.drive.MediumAudit;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.UploadRecord;
import io.holdfast.object.row.VersionRecord;
import io.holdfast.object.write.VersionOps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Looks at what lies on the drives of a test deployment, past the engine.
public final class DeploymentAudit {
    private final TestDeployment deployment;

    public DeploymentAudit(TestDeployment deployment) {
        this.deployment = deployment;
    }

    /// Who has the version of a key whose user metadata has a certain value under {@code op}.
    ///
    /// @param inService drives in service
    /// @param copies drives with its data
    /// @param needed max(W, W′)
    /// @param inServiceWithout drives in service that lack its row
    public record Copies(int inService, int copies, int needed, int inServiceWithout, int set) {}

    public Copies copiesOf(long bucketId, String key, String op) {
        byte[] head = RowKey.of(bucketId, key.getBytes(StandardCharsets.UTF_8)).head();
        int set = deployment.setOf(bucketId, key);
        int inService = 0;
        int copies = 0;
        int needed = deployment.geometry().writeQuorum();
        int without = 0;
        for (int place = 0; place < deployment.geometry().drives(); place++) {
            // A drive that was taken away a moment ago may have it.
            boolean isAway = !deployment.hasMedium(set, place);
            Optional<VersionRecord> row = isAway ? Optional.empty() : row(set, place, head, op);
            boolean isInService = deployment.set(set).state(place) == MemberState.IN_SERVICE;
            copies += isAway || hasCopy(set, place, head, op) ? 1 : 0;
            inService += isInService ? 1 : 0;
            without += isInService && !isAway && row.isEmpty() ? 1 : 0;
            if (row.isPresent() && row.get().size() > 0 && row.get().upload().isEmpty()) {
                needed = Math.max(needed, row.get().coding().writeQuorum());
            }
        }
        return new Copies(inService, copies, needed, without, set);
    }

    private Optional<VersionRecord> row(int set, int place, byte[] head, String op) {
        List<VersionRecord> found = new ArrayList<>();
        DriveAudit.RowCheck check = (_, record) -> addIf(op, record, found);
        audit(set, place).rows(Family.HEAD, head, head, check);
        audit(set, place).rows(Family.VERSION, head, Keys.afterVersions(head), check);
        return found.stream().findFirst();
    }

    private boolean hasCopy(int set, int place, byte[] head, String op) {
        List<VersionRecord> found = new ArrayList<>();
        DriveAudit.RowCheck check = (_, record) -> addIf(op, record, found);
        audit(set, place).copies(Family.HEAD, head, head, check);
        audit(set, place).copies(Family.VERSION, head, Keys.afterVersions(head), check);
        return !found.isEmpty();
    }

    private static void addIf(String op, byte[] bytes, List<VersionRecord> found) {
        VersionRecord record = VersionRecord.read(bytes);
        if (op.equals(record.attributes().userMetadata().get("op"))) {
            found.add(record);
        }
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
            orphans(audit, buckets, name, problems);
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

    /// Uploads in buckets that are gone, and parts that neither an upload nor a version names.
    private static void orphans(
            DriveAudit audit, Set<Long> buckets, String name, List<String> problems) {
        Set<UploadId> named = new HashSet<>();
        for (Family family : List.of(Family.HEAD, Family.VERSION)) {
            audit.rows(
                    family,
                    (_, record) -> VersionRecord.read(record).upload().ifPresent(named::add));
        }
        audit.rows(
                Family.PART,
                (key, record) -> {
                    if (Keys.isUpload(key)) {
                        named.add(Keys.idOfUpload(key));
                        if (!buckets.contains(Keys.bucketOf(Keys.headOfUpload(key)))) {
                            UploadRecord.State state = UploadRecord.read(record).state();
                            problems.add(name + " has in a bucket that is gone an upload " + state);
                        }
                    }
                });
        audit.rows(
                Family.PART,
                (key, _) -> {
                    if (!Keys.isUpload(key) && !named.contains(UploadId.read(key, 1))) {
                        problems.add(name + " has a part of no upload");
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
