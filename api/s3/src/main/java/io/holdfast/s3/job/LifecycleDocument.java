package io.holdfast.s3.job;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// When objects of a bucket go, as clients write it and as the bucket keeps it [S3 API:
/// PutBucketLifecycleConfiguration].
final class LifecycleDocument {
    /// Longest document.
    static final int BYTES_MAX = 320 << 10;

    private static final String ROOT = "LifecycleConfiguration";
    private static final String RULE = "Rule";
    private static final String ID = "ID";
    private static final String EXPIRATION = "Expiration";
    private static final String TRANSITION = "Transition";
    private static final String NONCURRENT = "NoncurrentVersionExpiration";
    private static final String NONCURRENT_TRANSITION = "NoncurrentVersionTransition";
    private static final String ABORT = "AbortIncompleteMultipartUpload";
    // MinIO's: all versions go when the newest, a delete marker, is old enough.
    private static final String MARKER = "DelMarkerExpiration";
    private static final String DAYS = "Days";
    private static final String DATE = "Date";
    private static final String NO_VERSIONS = "ExpiredObjectDeleteMarker";
    // MinIO's: expiry takes the older versions with it.
    private static final String ALL_VERSIONS = "ExpiredObjectAllVersions";
    private static final Set<String> OFTEN = Set.of(TRANSITION, NONCURRENT_TRANSITION);
    private static final Set<String> ONCE =
            Set.of(ID, "Status", "Filter", "Prefix", EXPIRATION, NONCURRENT, ABORT, MARKER);
    private static final int RULES_MAX = 1000;

    private final boolean isLocked;

    private LifecycleDocument(boolean isLocked) {
        this.isLocked = isLocked;
    }

    /// Checks a client's document.
    ///
    /// @param isLocked whether the bucket has object lock, where nothing may go with all versions
    /// @return the document as the bucket keeps it: each rule has an id
    /// @throws S3Exception MALFORMED_XML, INVALID_ARGUMENT, INVALID_REQUEST, INVALID_TAG,
    ///   LIFECYCLE_WITH_LOCK, NOT_IMPLEMENTED for transitions
    static String checked(byte[] document, boolean isLocked) throws S3Exception {
        List<XmlElement> rules =
                Shape.parse(document, ROOT, "BucketLifecycleConfiguration").children();
        if (rules.isEmpty() || rules.size() > RULES_MAX) {
            throw Shape.malformed("A configuration has 1 to 1000 rules");
        }
        LifecycleDocument reader = new LifecycleDocument(isLocked);
        for (XmlElement rule : rules) {
            reader.check(rule);
        }
        RuleIds ids = RuleIds.of(rules, ID);
        XmlWriter xml = new XmlWriter().root(ROOT);
        rules.forEach(rule -> ids.write(xml, rule));
        return xml.close(ROOT).toString();
    }

    private void check(XmlElement rule) throws S3Exception {
        if (!rule.name().equals(RULE)) {
            throw Shape.malformed("The element " + rule.name() + " is no rule");
        }
        Shape.require(rule, ONCE, OFTEN);
        Shape.isEnabled(rule);
        RuleFilter filter = RuleFilter.of(rule, true);
        if (!hasAction(rule)) {
            throw Shape.request("A rule needs an action.");
        }
        checkTransitions(rule);
        checkExpiration(rule, filter);
        checkNoncurrent(rule);
        checkUploads(rule, filter);
        checkMarker(rule, filter);
    }

    private static boolean hasAction(XmlElement rule) {
        return rule.children().stream()
                .map(XmlElement::name)
                .anyMatch(
                        name ->
                                OFTEN.contains(name)
                                        || Set.of(EXPIRATION, NONCURRENT, ABORT, MARKER)
                                                .contains(name));
    }

    private void checkExpiration(XmlElement rule, RuleFilter filter) throws S3Exception {
        Optional<XmlElement> found = rule.child(EXPIRATION);
        if (found.isEmpty()) {
            return;
        }
        XmlElement expiration = found.get();
        Shape.require(expiration, Set.of(DAYS, DATE, NO_VERSIONS, ALL_VERSIONS), Set.of());
        OptionalInt days = Shape.positive(expiration, DAYS);
        boolean hasDate = checkDate(expiration);
        boolean isOfMarkers = Shape.flag(expiration, NO_VERSIONS);
        int told = (days.isPresent() ? 1 : 0) + (hasDate ? 1 : 0) + (isOfMarkers ? 1 : 0);
        if (told > 1 || (told == 0 && expiration.child(NO_VERSIONS).isEmpty())) {
            throw Shape.malformed("Expiration has one of Days, Date, " + NO_VERSIONS);
        }
        if (isOfMarkers && (filter.hasTags() || filter.hasSizes())) {
            throw Shape.request(NO_VERSIONS + " goes with neither tags nor sizes.");
        }
        if (Shape.flag(expiration, ALL_VERSIONS)) {
            if (days.isEmpty()) {
                throw Shape.malformed(ALL_VERSIONS + " needs Days");
            }
            refuseUnderLock();
        }
    }

    private static void checkNoncurrent(XmlElement rule) throws S3Exception {
        Optional<XmlElement> noncurrent = rule.child(NONCURRENT);
        if (noncurrent.isEmpty()) {
            return;
        }
        Set<String> told = Set.of("NoncurrentDays", "NewerNoncurrentVersions");
        Shape.require(noncurrent.get(), told, Set.of());
        if (noncurrent.get().children().isEmpty()) {
            throw Shape.malformed(NONCURRENT + " is empty");
        }
        for (String number : told) {
            Shape.positive(noncurrent.get(), number);
        }
    }

    private static void checkUploads(XmlElement rule, RuleFilter filter) throws S3Exception {
        Optional<XmlElement> abort = rule.child(ABORT);
        if (abort.isEmpty()) {
            return;
        }
        Shape.require(abort.get(), Set.of("DaysAfterInitiation"), Set.of());
        if (Shape.positive(abort.get(), "DaysAfterInitiation").isEmpty()) {
            throw Shape.malformed(ABORT + " needs DaysAfterInitiation");
        }
        if (filter.hasTags() || filter.hasSizes()) {
            throw Shape.request(ABORT + " goes with neither tags nor sizes.");
        }
    }

    private void checkMarker(XmlElement rule, RuleFilter filter) throws S3Exception {
        Optional<XmlElement> marker = rule.child(MARKER);
        if (marker.isEmpty()) {
            return;
        }
        Shape.require(marker.get(), Set.of(DAYS), Set.of());
        if (Shape.positive(marker.get(), DAYS).isEmpty()) {
            throw Shape.malformed(MARKER + " needs Days");
        }
        if (filter.hasTags()) {
            throw Shape.request(MARKER + " does not go with tags.");
        }
        refuseUnderLock();
    }

    /// There is no class to move anything to: a rule that says so is refused, when its words are
    /// right.
    private static void checkTransitions(XmlElement rule) throws S3Exception {
        Set<String> times = new HashSet<>();
        for (XmlElement transition : rule.children(TRANSITION)) {
            Shape.require(transition, Set.of(DAYS, DATE, "StorageClass"), Set.of());
            boolean hasDays = Shape.number(transition, DAYS).isPresent();
            boolean hasDate = checkDate(transition);
            if (hasDays == hasDate || transition.childText("StorageClass").isEmpty()) {
                throw Shape.malformed(TRANSITION + " needs a time and a class");
            }
            times.add(hasDays ? DAYS : DATE);
        }
        if (times.size() > 1) {
            throw Shape.request("Days and Date do not go together in a rule.");
        }
        for (String name : OFTEN) {
            if (rule.child(name).isPresent()) {
                throw new S3Exception(
                        ErrorCode.NOT_IMPLEMENTED,
                        "There is no storage class that objects could be moved to.");
            }
        }
    }

    private static boolean checkDate(XmlElement element) throws S3Exception {
        Optional<XmlElement> date = element.child(DATE);
        if (date.isEmpty()) {
            return false;
        }
        Instant time;
        try {
            time = Instant.parse(date.get().text());
        } catch (DateTimeException _) {
            throw Shape.malformed("Date is no time of ISO 8601");
        }
        if (!time.truncatedTo(ChronoUnit.DAYS).equals(time)) {
            throw Shape.argument("Date must be at midnight GMT.");
        }
        return true;
    }

    private void refuseUnderLock() throws S3Exception {
        if (isLocked) {
            throw new S3Exception(ErrorCode.LIFECYCLE_WITH_LOCK);
        }
    }
}
