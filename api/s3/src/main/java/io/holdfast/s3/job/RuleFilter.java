package io.holdfast.s3.job;

import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import io.holdfast.s3.wire.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which objects a rule is about: those under a prefix, with tags, of sizes [S3 API:
/// LifecycleRuleFilter, ReplicationRuleFilter].
///
/// @param hasTags whether tags choose among them
/// @param hasSizes whether sizes do
record RuleFilter(boolean hasTags, boolean hasSizes) {
    private static final String PREFIX = "Prefix";
    private static final String TAG = "Tag";
    private static final String AND = "And";
    private static final String ABOVE = "ObjectSizeGreaterThan";
    private static final String BELOW = "ObjectSizeLessThan";
    private static final int PREFIX_BYTES_MAX = 1024;
    private static final RuleFilter ALL = new RuleFilter(false, false);

    /// Checks what a rule says of that: a filter, or a prefix as in older documents.
    ///
    /// @param takesSizes whether sizes may choose
    /// @throws S3Exception MALFORMED_XML, INVALID_ARGUMENT, INVALID_REQUEST, INVALID_TAG
    static RuleFilter of(XmlElement rule, boolean takesSizes) throws S3Exception {
        Optional<XmlElement> filter = rule.child("Filter");
        if (filter.isPresent() == rule.child(PREFIX).isPresent()) {
            throw Shape.malformed("A rule has either a Filter or a Prefix");
        }
        if (filter.isEmpty()) {
            checkPrefix(rule);
            return ALL;
        }
        return check(filter.get(), takesSizes);
    }

    private static RuleFilter check(XmlElement filter, boolean takesSizes) throws S3Exception {
        Set<String> sizes = takesSizes ? Set.of(ABOVE, BELOW) : Set.of();
        Optional<XmlElement> and = filter.child(AND);
        if (and.isPresent()) {
            if (filter.children().size() > 1) {
                throw Shape.malformed("Beside And nothing may stand in a Filter");
            }
            Shape.require(and.get(), with(sizes, PREFIX), Set.of(TAG));
            if (and.get().children().isEmpty()) {
                throw Shape.malformed("And is empty");
            }
            return conditions(and.get());
        }
        Shape.require(filter, with(sizes, PREFIX, TAG), Set.of());
        if (filter.child(PREFIX).isPresent() && filter.child(TAG).isPresent()) {
            throw Shape.malformed("Several conditions stand in an And");
        }
        return conditions(filter);
    }

    private static Set<String> with(Set<String> sizes, String... names) {
        return Stream.concat(sizes.stream(), Stream.of(names))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static RuleFilter conditions(XmlElement element) throws S3Exception {
        checkPrefix(element);
        Map<String, String> tags = new LinkedHashMap<>();
        for (XmlElement tag : element.children(TAG)) {
            Shape.require(tag, Set.of("Key", "Value"), Set.of());
            Tags.add(
                    tags,
                    Shape.child(tag, "Key").rawText(),
                    Shape.child(tag, "Value").rawText(),
                    Tags.OBJECT_TAGS_MAX);
        }
        return new RuleFilter(!tags.isEmpty(), checkSizes(element));
    }

    private static boolean checkSizes(XmlElement element) throws S3Exception {
        long above = size(element, ABOVE, 0);
        long below = size(element, BELOW, Long.MAX_VALUE);
        if (below <= above || below == above + 1) {
            throw Shape.request("No size is both above " + above + " and below " + below + '.');
        }
        return above > 0 || below < Long.MAX_VALUE;
    }

    private static long size(XmlElement element, String name, long absent) throws S3Exception {
        Optional<XmlElement> child = element.child(name);
        if (child.isEmpty()) {
            return absent;
        }
        try {
            long bytes = Long.parseLong(child.get().text());
            if (bytes >= 0) {
                return bytes;
            }
        } catch (NumberFormatException _) {
            throw Shape.malformed(name + " is not a whole number");
        }
        throw Shape.argument(name + " must not be below zero.");
    }

    private static void checkPrefix(XmlElement element) throws S3Exception {
        Optional<XmlElement> prefix = element.child(PREFIX);
        if (prefix.isPresent()
                && prefix.get().rawText().getBytes(StandardCharsets.UTF_8).length
                        > PREFIX_BYTES_MAX) {
            throw Shape.request("A prefix is at most 1024 bytes long.");
        }
    }
}
