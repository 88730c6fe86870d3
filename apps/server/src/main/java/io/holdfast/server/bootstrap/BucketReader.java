package io.holdfast.server.bootstrap;

import io.holdfast.base.settings.SettingType;
import io.holdfast.iam.Policy;
import io.holdfast.iam.PolicyException;
import io.holdfast.object.DefaultRetention;
import io.holdfast.object.RetentionMode;
import io.holdfast.object.Versioning;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Reads declarations of buckets.
///
/// @param accountId of the account that a declaration names
record BucketReader(Function<Fields, String> accountId) {
    private static final int YEARS_MAX = 100;
    private static final int TAGS_MAX = 50;

    Bootstrap.Bucket read(Fields fields) {
        String name = fields.required("name");
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            fields.problem("name", "is no name of a bucket");
        }
        boolean hasLock = fields.flag("objectLock", false);
        Optional<Versioning> versioning = versioning(fields);
        if (hasLock && versioning.isPresent() && versioning.get() != Versioning.ENABLED) {
            fields.problem("versioning", "is always enabled with objectLock");
        }
        Optional<DefaultRetention> retention =
                fields.inside("defaultRetention").map(inside -> retention(fields, inside));
        if (retention.isPresent() && !hasLock) {
            fields.problem("defaultRetention", "needs objectLock: true");
        }
        Optional<Map<String, String>> tags = fields.inside("tags").map(Fields::pairs);
        if (tags.isPresent() && tags.get().size() > TAGS_MAX) {
            fields.problem("tags", "are more than " + TAGS_MAX);
        }
        Bootstrap.Bucket bucket =
                new Bootstrap.Bucket(
                        fields.line(),
                        name,
                        accountId.apply(fields),
                        fields.has("region")
                                ? Optional.of(fields.text("region", ""))
                                : Optional.empty(),
                        versioning,
                        hasLock,
                        retention,
                        policy(name, fields),
                        quota(fields),
                        tags);
        fields.end();
        return bucket;
    }

    private static Optional<Versioning> versioning(Fields fields) {
        if (!fields.has("versioning")) {
            return Optional.empty();
        }
        return switch (fields.text("versioning", "")) {
            case "enabled", "true", "on" -> Optional.of(Versioning.ENABLED);
            case "suspended" -> Optional.of(Versioning.SUSPENDED);
            case "off", "false" -> Optional.of(Versioning.OFF);
            default -> {
                fields.problem("versioning", "is none of enabled, suspended, off");
                yield Optional.empty();
            }
        };
    }

    private static DefaultRetention retention(Fields fields, Fields inside) {
        RetentionMode mode =
                switch (inside.required("mode")) {
                    case "GOVERNANCE" -> RetentionMode.GOVERNANCE;
                    case "COMPLIANCE" -> RetentionMode.COMPLIANCE;
                    default -> {
                        inside.problem("mode", "is neither GOVERNANCE nor COMPLIANCE");
                        yield RetentionMode.GOVERNANCE;
                    }
                };
        boolean isYears = inside.has("years");
        if (isYears == inside.has("days")) {
            fields.problem("defaultRetention", "needs either days or years");
            return new DefaultRetention(mode, 1, false);
        }
        int count =
                isYears
                        ? inside.number("years", 1, YEARS_MAX)
                        : inside.number("days", 1, DefaultRetention.DAYS_MAX);
        inside.end();
        return new DefaultRetention(mode, count, isYears);
    }

    private static OptionalLong quota(Fields fields) {
        if (!fields.has("quota")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(SettingType.BYTES.parser().parse(fields.text("quota", "")));
        } catch (IllegalArgumentException e) {
            fields.problem("quota", "must be " + e.getMessage());
            return OptionalLong.empty();
        }
    }

    private static Optional<String> policy(String bucket, Fields fields) {
        Optional<String> document = fields.document("policy");
        if (document.isPresent()) {
            try {
                Policy.ofBucket(bucket, document.get().getBytes(StandardCharsets.UTF_8));
            } catch (PolicyException e) {
                fields.problem("policy", "" + e.getMessage());
            }
        }
        return document;
    }
}
