package io.holdfast.s3.job;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a document's schema says of its elements, and how a checked one is written again.
final class Shape {
    // Keys and tags may begin or end with spaces; around everything else they say nothing.
    private static final Set<String> SPACES_COUNT = Set.of("Prefix", "Key", "Value");

    private static final Set<String> HOLDS_ELEMENTS =
            Set.of(
                    "AbortIncompleteMultipartUpload",
                    "AccessControlTranslation",
                    "And",
                    "DelMarkerExpiration",
                    "DeleteMarkerReplication",
                    "DeleteReplication",
                    "CloudFunctionConfiguration",
                    "Destination",
                    "EncryptionConfiguration",
                    "EventThreshold",
                    "EventBridgeConfiguration",
                    "ExistingObjectReplication",
                    "Expiration",
                    "Filter",
                    "FilterRule",
                    "LambdaFunctionConfiguration",
                    "LifecycleConfiguration",
                    "BucketLifecycleConfiguration",
                    "Metrics",
                    "NoncurrentVersionExpiration",
                    "NoncurrentVersionTransition",
                    "NotificationConfiguration",
                    "QueueConfiguration",
                    "ReplicaModifications",
                    "ReplicationConfiguration",
                    "ReplicationTime",
                    "Rule",
                    "S3Key",
                    "SourceSelectionCriteria",
                    "SseKmsEncryptedObjects",
                    "Tag",
                    "Time",
                    "TopicConfiguration",
                    "Transition");

    private Shape() {}

    /// Reads a document in which an element holds either elements or a text.
    ///
    /// @throws S3Exception MALFORMED_XML
    static XmlElement parse(byte[] document, String... roots) throws S3Exception {
        XmlElement root = XmlElement.parse(document, roots);
        requireOneKind(root);
        return root;
    }

    private static void requireOneKind(XmlElement element) throws S3Exception {
        boolean isWrong =
                HOLDS_ELEMENTS.contains(element.name())
                        ? !element.text().isEmpty()
                        : !element.children().isEmpty();
        if (isWrong) {
            throw malformed("The content of " + element.name() + " is not what it has to be");
        }
        for (XmlElement child : element.children()) {
            requireOneKind(child);
        }
    }

    /// Demands that an element has no other children than these, and those of `once` not twice.
    ///
    /// @throws S3Exception MALFORMED_XML
    static void require(XmlElement element, Set<String> once, Set<String> often)
            throws S3Exception {
        Set<String> seen = new HashSet<>();
        for (XmlElement child : element.children()) {
            String name = child.name();
            if (!often.contains(name) && !(once.contains(name) && seen.add(name))) {
                throw malformed("The element " + name + " may not stand in " + element.name());
            }
        }
    }

    /// A child that has to be there.
    ///
    /// @throws S3Exception MALFORMED_XML
    static XmlElement child(XmlElement element, String name) throws S3Exception {
        Optional<XmlElement> child = element.child(name);
        if (child.isEmpty()) {
            throw malformed(element.name() + " needs the element " + name);
        }
        return child.get();
    }

    /// A whole number, if the child is there.
    ///
    /// @throws S3Exception MALFORMED_XML when it is none
    static OptionalInt number(XmlElement element, String name) throws S3Exception {
        Optional<XmlElement> child = element.child(name);
        if (child.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(child.get().text()));
        } catch (NumberFormatException _) {
            throw malformed(name + " is not a whole number");
        }
    }

    /// A whole number above zero, if the child is there.
    ///
    /// @throws S3Exception INVALID_ARGUMENT, or MALFORMED_XML when it is no number
    static OptionalInt positive(XmlElement element, String name) throws S3Exception {
        OptionalInt number = number(element, name);
        if (number.isPresent() && number.getAsInt() <= 0) {
            throw argument(name + " of " + element.name() + " must be above zero.");
        }
        return number;
    }

    /// Whether a child says `true`; `false` when it is not there.
    ///
    /// @throws S3Exception MALFORMED_XML when it says something else
    static boolean flag(XmlElement element, String name) throws S3Exception {
        return switch (element.childText(name)) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw malformed(name + " is neither true nor false");
        };
    }

    /// Whether an element's `Status` is Enabled; it has to be that or Disabled.
    ///
    /// @throws S3Exception MALFORMED_XML
    static boolean isEnabled(XmlElement element) throws S3Exception {
        return switch (child(element, "Status").text()) {
            case "Enabled" -> true;
            case "Disabled" -> false;
            default -> throw malformed("Status is neither Enabled nor Disabled");
        };
    }

    /// Writes an element as it was read.
    static void write(XmlWriter xml, XmlElement element) {
        if (element.children().isEmpty()) {
            boolean spacesCount = SPACES_COUNT.contains(element.name());
            xml.element(element.name(), spacesCount ? element.rawText() : element.text());
            return;
        }
        xml.open(element.name());
        element.children().forEach(child -> write(xml, child));
        xml.close(element.name());
    }

    static S3Exception malformed(String why) {
        return new S3Exception(ErrorCode.MALFORMED_XML, why + ".");
    }

    static S3Exception argument(String why) {
        return new S3Exception(ErrorCode.INVALID_ARGUMENT, why);
    }

    static S3Exception request(String why) {
        return new S3Exception(ErrorCode.INVALID_REQUEST, why);
    }
}
