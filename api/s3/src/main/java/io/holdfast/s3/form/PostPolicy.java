package io.holdfast.s3.form;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What the signer of a form allows [S3 API: POST policy].
///
/// @param expirationMs wall time from which on it allows nothing
/// @param sizeMin fewest bytes of the file
/// @param sizeMax most bytes of the file
record PostPolicy(long expirationMs, List<PolicyCondition> conditions, long sizeMin, long sizeMax) {
    private static final String IGNORED = "x-ignore-";

    /// MinIO's clients send how to encrypt without a condition.
    private static final String ENCRYPTION = "x-amz-server-side-encryption";

    /// Fields that make the signature, or that it cannot cover.
    private static final Set<String> FREE =
            Set.of("awsaccesskeyid", "signature", "x-amz-signature", "policy");

    /// A policy for forms without one: anything goes that the bucket's policy allows.
    static final PostPolicy NONE = new PostPolicy(Long.MAX_VALUE, List.of(), 0, Long.MAX_VALUE);

    PostPolicy {
        conditions = List.copyOf(conditions);
    }

    /// Judges the fields, of which `bucket` is one.
    ///
    /// @throws S3Exception ACCESS_DENIED when the policy does not allow them
    void judge(Map<String, String> fields, long nowMs) throws S3Exception {
        if (nowMs >= expirationMs) {
            throw denied("Policy expired.");
        }
        Set<String> extra = new TreeSet<>(fields.keySet());
        extra.removeIf(PostPolicy::isFree);
        for (PolicyCondition condition : conditions) {
            String given = fields.get(condition.field());
            if (given == null || !condition.isMetBy(given)) {
                throw denied("Policy Condition failed: " + condition);
            }
            extra.remove(condition.field());
        }
        if (!extra.isEmpty()) {
            throw denied("Extra input fields: " + String.join(", ", extra));
        }
    }

    private static boolean isFree(String field) {
        return FREE.contains(field) || field.startsWith(IGNORED) || field.startsWith(ENCRYPTION);
    }

    private static S3Exception denied(String why) {
        return new S3Exception(ErrorCode.ACCESS_DENIED, "Invalid according to Policy: " + why);
    }
}
