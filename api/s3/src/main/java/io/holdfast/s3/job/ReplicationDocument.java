package io.holdfast.s3.job;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What of a bucket is copied where, as clients write it and as the bucket keeps it [S3 API:
/// PutBucketReplication].
///
/// @param text as the bucket keeps it: each rule has an id
/// @param destinations buckets of this deployment that rules name
record ReplicationDocument(String text, Set<String> destinations) {
    /// Longest document.
    static final int BYTES_MAX = 256 << 10;

    private static final String ROOT = "ReplicationConfiguration";
    private static final String RULE = "Rule";
    private static final String ID = "ID";
    private static final String ROLE = "Role";
    private static final String DESTINATION = "Destination";
    private static final String MARKERS = "DeleteMarkerReplication";
    private static final String CRITERIA = "SourceSelectionCriteria";
    private static final String STATUS = "Status";
    private static final String BUCKET_ARN = "arn:aws:s3:::";
    private static final int RULES_MAX = 1000;
    private static final int ROLE_CHARS_MAX = 2048;
    // The one time that AWS promises.
    private static final int MINUTES = 15;
    // MinIO's: deletions of versions are copied too.
    private static final String DELETES = "DeleteReplication";
    private static final String EXISTING = "ExistingObjectReplication";
    private static final Set<String> ONCE =
            Set.of(
                    ID,
                    "Priority",
                    STATUS,
                    "Filter",
                    "Prefix",
                    DESTINATION,
                    MARKERS,
                    DELETES,
                    CRITERIA,
                    EXISTING);

    ReplicationDocument {
        destinations = Set.copyOf(destinations);
    }

    /// Checks a client's document, except whether its buckets are there.
    ///
    /// @throws S3Exception MALFORMED_XML, INVALID_ARGUMENT, INVALID_REQUEST, INVALID_TAG,
    ///   NO_REMOTE_TARGET
    static ReplicationDocument of(byte[] document) throws S3Exception {
        XmlElement root = Shape.parse(document, ROOT);
        Shape.require(root, Set.of(ROLE), Set.of(RULE));
        List<XmlElement> rules = root.children(RULE);
        if (rules.isEmpty() || rules.size() > RULES_MAX) {
            throw Shape.malformed("A configuration has 1 to 1000 rules");
        }
        if (root.childText(ROLE).length() > ROLE_CHARS_MAX) {
            throw Shape.argument("The role is too long.");
        }
        Set<Integer> priorities = new HashSet<>();
        Set<String> destinations = new LinkedHashSet<>();
        for (XmlElement rule : rules) {
            check(rule, priorities);
            destinations.add(destination(Shape.child(rule, DESTINATION)));
        }
        RuleIds ids = RuleIds.of(rules, ID);
        XmlWriter xml = new XmlWriter().root(ROOT).element(ROLE, root.childText(ROLE));
        rules.forEach(rule -> ids.write(xml, rule));
        return new ReplicationDocument(xml.close(ROOT).toString(), destinations);
    }

    private static void check(XmlElement rule, Set<Integer> priorities) throws S3Exception {
        Shape.require(rule, ONCE, Set.of());
        Shape.isEnabled(rule);
        RuleFilter filter = RuleFilter.of(rule, false);
        OptionalInt priority = Shape.number(rule, "Priority");
        if (rule.child("Filter").isPresent()
                && (priority.isEmpty() || rule.child(MARKERS).isEmpty())) {
            throw Shape.request("A rule with a Filter needs Priority and " + MARKERS + '.');
        }
        if (priority.isPresent() && priority.getAsInt() < 0) {
            throw Shape.argument("Priority must not be below zero.");
        }
        if (priority.isPresent() && !priorities.add(priority.getAsInt())) {
            throw Shape.request("A priority is given to two rules.");
        }
        for (String name : List.of(DELETES, EXISTING)) {
            isEnabled(rule, name);
        }
        if (isEnabled(rule, MARKERS) && filter.hasTags()) {
            throw Shape.request("Delete markers have no tags to choose by.");
        }
        Optional<XmlElement> criteria = rule.child(CRITERIA);
        if (criteria.isPresent()) {
            Set<String> known = Set.of("SseKmsEncryptedObjects", "ReplicaModifications");
            Shape.require(criteria.get(), known, Set.of());
            for (String name : known) {
                isEnabled(criteria.get(), name);
            }
        }
    }

    /// Whether the child is there and its status says so.
    private static boolean isEnabled(XmlElement element, String name) throws S3Exception {
        Optional<XmlElement> child = element.child(name);
        if (child.isEmpty()) {
            return false;
        }
        Shape.require(child.get(), Set.of(STATUS), Set.of());
        return Shape.isEnabled(child.get());
    }

    private static String destination(XmlElement destination) throws S3Exception {
        Shape.require(
                destination,
                Set.of(
                        "Bucket",
                        "StorageClass",
                        "Account",
                        "AccessControlTranslation",
                        "EncryptionConfiguration",
                        "ReplicationTime",
                        "Metrics"),
                Set.of());
        checkClass(destination);
        checkOwner(destination);
        checkPromise(destination, "ReplicationTime", "Time");
        checkPromise(destination, "Metrics", "EventThreshold");
        Optional<XmlElement> key = destination.child("EncryptionConfiguration");
        if (key.isPresent()) {
            Shape.require(key.get(), Set.of("ReplicaKmsKeyID"), Set.of());
        }
        String bucket = Shape.child(destination, "Bucket").text();
        if (bucket.startsWith("arn:minio:replication:")) {
            throw new S3Exception(ErrorCode.NO_REMOTE_TARGET);
        }
        if (!bucket.startsWith(BUCKET_ARN)) {
            throw Shape.argument("The destination is no bucket's ARN.");
        }
        return bucket.substring(BUCKET_ARN.length());
    }

    private static void checkClass(XmlElement destination) throws S3Exception {
        switch (destination.childText("StorageClass")) {
            case "", "STANDARD", "REDUCED_REDUNDANCY" -> {
                // the classes that are here
            }
            default -> throw new S3Exception(ErrorCode.INVALID_STORAGE_CLASS);
        }
    }

    private static void checkOwner(XmlElement destination) throws S3Exception {
        Optional<XmlElement> translation = destination.child("AccessControlTranslation");
        if (translation.isEmpty()) {
            return;
        }
        Shape.require(translation.get(), Set.of("Owner"), Set.of());
        if (!translation.get().childText("Owner").equals(DESTINATION)) {
            throw Shape.malformed("Owner is " + DESTINATION);
        }
        if (destination.childText("Account").isEmpty()) {
            throw Shape.request("AccessControlTranslation needs Account.");
        }
    }

    private static void checkPromise(XmlElement destination, String name, String time)
            throws S3Exception {
        Optional<XmlElement> promise = destination.child(name);
        if (promise.isEmpty()) {
            return;
        }
        Shape.require(promise.get(), Set.of(STATUS, time), Set.of());
        boolean isEnabled = Shape.isEnabled(promise.get());
        Optional<XmlElement> minutes = promise.get().child(time);
        if (minutes.isEmpty()) {
            if (isEnabled && time.equals("Time")) {
                throw Shape.malformed(name + " needs Time");
            }
            return;
        }
        Shape.require(minutes.get(), Set.of("Minutes"), Set.of());
        if (Shape.number(minutes.get(), "Minutes").orElse(0) != MINUTES) {
            throw Shape.argument("Minutes can only be 15.");
        }
    }
}
