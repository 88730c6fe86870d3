package io.holdfast.s3.job;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Where the events of a bucket go, as clients write it and as the bucket keeps it [S3 API:
/// PutBucketNotificationConfiguration]. Events go to queues alone, as with MinIO.
final class NotificationDocument {
    /// Longest document.
    static final int BYTES_MAX = 128 << 10;

    private static final String ROOT = "NotificationConfiguration";
    private static final String QUEUE = "QueueConfiguration";
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "TopicConfiguration",
                    "CloudFunctionConfiguration",
                    "LambdaFunctionConfiguration",
                    "EventBridgeConfiguration");
    private static final String ID = "Id";
    private static final String EVENT = "Event";
    private static final int QUEUES_MAX = 100;
    private static final int VALUE_BYTES_MAX = 1024;

    /// Which keys' events a queue wants.
    private record Wish(List<String> events, String prefix, String suffix) {
        boolean overlaps(Wish other) {
            boolean hasKeys =
                    (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix))
                            && (suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix));
            return hasKeys
                    && events.stream()
                            .anyMatch(
                                    one ->
                                            other.events.stream()
                                                    .anyMatch(two -> Event.overlap(one, two)));
        }
    }

    private NotificationDocument() {}

    /// Checks a client's document.
    ///
    /// @param isTarget whether events can be sent to a queue of this name
    /// @return the document as the bucket keeps it, each configuration with an id; empty when there
    ///   is nothing in it
    /// @throws S3Exception MALFORMED_XML, INVALID_ARGUMENT, UNSUPPORTED_NOTIFICATION
    static Optional<String> checked(byte[] document, Predicate<String> isTarget)
            throws S3Exception {
        List<XmlElement> queues = Shape.parse(document, ROOT).children();
        if (queues.size() > QUEUES_MAX) {
            throw Shape.malformed("A configuration names at most 100 queues");
        }
        List<Wish> wishes = new ArrayList<>();
        for (XmlElement queue : queues) {
            wishes.add(wish(queue));
        }
        requireApart(wishes);
        for (XmlElement queue : queues) {
            requireTarget(Shape.child(queue, "Queue").text(), isTarget);
        }
        RuleIds ids = RuleIds.of(queues, ID);
        if (queues.isEmpty()) {
            return Optional.empty();
        }
        XmlWriter xml = new XmlWriter().root(ROOT);
        queues.forEach(queue -> ids.write(xml, queue));
        return Optional.of(xml.close(ROOT).toString());
    }

    private static Wish wish(XmlElement queue) throws S3Exception {
        if (ELSEWHERE.contains(queue.name())) {
            throw new S3Exception(ErrorCode.UNSUPPORTED_NOTIFICATION);
        }
        if (!queue.name().equals(QUEUE)) {
            throw Shape.malformed("The element " + queue.name() + " is not known");
        }
        Shape.require(queue, Set.of(ID, "Queue", "Filter"), Set.of(EVENT));
        List<String> events = new ArrayList<>();
        for (XmlElement event : queue.children(EVENT)) {
            Event.require(event.text());
            events.add(event.text());
        }
        if (events.isEmpty()) {
            throw Shape.malformed("A queue needs an Event");
        }
        Map<String, String> keys = keys(queue);
        return new Wish(events, keys.getOrDefault("prefix", ""), keys.getOrDefault("suffix", ""));
    }

    private static Map<String, String> keys(XmlElement queue) throws S3Exception {
        Map<String, String> keys = new HashMap<>();
        Optional<XmlElement> filter = queue.child("Filter");
        if (filter.isEmpty()) {
            return keys;
        }
        Shape.require(filter.get(), Set.of("S3Key"), Set.of());
        Optional<XmlElement> key = filter.get().child("S3Key");
        if (key.isEmpty()) {
            return keys;
        }
        Shape.require(key.get(), Set.of(), Set.of("FilterRule"));
        for (XmlElement rule : key.get().children("FilterRule")) {
            Shape.require(rule, Set.of("Name", "Value"), Set.of());
            String name = Shape.child(rule, "Name").text().toLowerCase(Locale.ROOT);
            String value = Shape.child(rule, "Value").rawText();
            if (!name.equals("prefix") && !name.equals("suffix")) {
                throw Shape.argument("A filter's name is prefix or suffix.");
            }
            if (value.getBytes(StandardCharsets.UTF_8).length > VALUE_BYTES_MAX) {
                throw Shape.argument("A filter's value is at most 1024 bytes long.");
            }
            if (keys.put(name, value) != null) {
                throw Shape.argument("A filter has at most one prefix and one suffix.");
            }
        }
        return keys;
    }

    /// No event may be meant twice.
    private static void requireApart(List<Wish> wishes) throws S3Exception {
        for (int i = 0; i < wishes.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (wishes.get(i).overlaps(wishes.get(j))) {
                    throw Shape.argument("Two configurations mean the same event.");
                }
            }
        }
    }

    private static void requireTarget(String queue, Predicate<String> isTarget) throws S3Exception {
        String[] parts = queue.split(":", -1);
        boolean isName = parts.length == 6 && parts[0].equals("arn") && parts[2].equals("sqs");
        if (!isName || !isTarget.test(queue)) {
            throw Shape.argument("The queue " + queue + " does not exist.");
        }
    }
}
