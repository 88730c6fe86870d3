package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads resources. In a bucket's policy they have to be of this bucket, and each action needs one
/// that it works on [S3: bucket policies].
///
/// @param bucket whose policy it is; empty for an identity's
/// @param scope of the statement
record ResourceReader(Optional<String> bucket, Scope scope) {
    private static final java.util.regex.Pattern S3 =
            java.util.regex.Pattern.compile("arn:aws(?:-[a-z-]+)?:s3:::(.*)");
    private static final String KMS = "arn:minio:kms:::";

    /// @param isOpen whether the statement speaks of all but what it names
    List<Resource> read(List<String> texts, boolean isOpen) throws PolicyException {
        List<Resource> resources = new ArrayList<>();
        for (String text : texts) {
            resources.add(resource(text));
        }
        if (bucket.isPresent()) {
            for (Resource resource : resources) {
                requireOwn(resource, bucket.get());
            }
            if (!isOpen) {
                requireUse(resources);
            }
        }
        return resources;
    }

    private Resource resource(String text) throws PolicyException {
        if (text.equals("*")) {
            return bucket.isPresent()
                    ? new Resource("s3", Pattern.withoutVariables("*"), false)
                    : new Resource("", Pattern.withoutVariables("*"), false);
        }
        if (text.startsWith(KMS)) {
            String name = text.substring(KMS.length());
            if (bucket.isPresent() || name.isEmpty() || name.matches(".*[/\\\\.].*")) {
                throw invalid(text);
            }
            return new Resource("kms", Pattern.of(name), false);
        }
        java.util.regex.Matcher arn = S3.matcher(text);
        if (!arn.matches() || arn.group(1).isEmpty() || arn.group(1).startsWith("/")) {
            throw invalid(text);
        }
        return new Resource("s3", Pattern.of(arn.group(1)), bucket.isEmpty());
    }

    private static PolicyException invalid(String text) {
        return new PolicyException("no such resource: " + Pattern.quote(text));
    }

    /// What stands before the first `/`, and so names the bucket.
    private static Glob bucketPart(Resource resource) {
        return Glob.of(resource.pattern().source()).splitAt('/')[0];
    }

    private static void requireOwn(Resource resource, String bucket) throws PolicyException {
        if (!bucketPart(resource).matches(bucket)) {
            throw new PolicyException(
                    "a resource of another bucket: " + Pattern.quote(resource.pattern().source()));
        }
    }

    /// A pattern of actions may stand for some that work on nothing here; an action by name may
    /// not.
    private void requireUse(List<Resource> resources) throws PolicyException {
        boolean hasObjects = resources.stream().anyMatch(ResourceReader::namesObjects);
        boolean hasBucket = resources.stream().anyMatch(ResourceReader::namesBucket);
        for (Pattern pattern : scope.patterns()) {
            List<String> actions = Actions.matching(Glob.of(pattern.source()));
            boolean isUsed =
                    actions.stream()
                            .anyMatch(
                                    action ->
                                            hasObjects && Actions.isOnObjects(action)
                                                    || hasBucket && Actions.isOnBuckets(action));
            if (!isUsed) {
                throw new PolicyException(
                        "action does not apply to any resource of its statement: "
                                + Pattern.quote(pattern.source()));
            }
        }
    }

    private static boolean namesObjects(Resource resource) {
        return bucketPart(resource).hasAnyText() || resource.pattern().source().indexOf('/') >= 0;
    }

    private static boolean namesBucket(Resource resource) {
        return resource.pattern().source().indexOf('/') < 0;
    }
}
