package io.holdfast.s3.acl;

import io.holdfast.base.ports.Account;
import io.holdfast.iam.AccessList;
import io.holdfast.iam.Grant;
import io.holdfast.iam.Grantee;
import io.holdfast.iam.Permission;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The list of grants that the fields of a request ask for: one with a name, or grants one by one
/// [S3 API: PutBucketAcl].
///
/// @param canned when it has a name
/// @param grants when it has none; empty when the fields say nothing
record AclFields(Optional<CannedAcl> canned, List<Grant> grants) {
    private static final String CANNED = "x-amz-acl";
    private static final String GRANT = "x-amz-grant-";

    AclFields {
        grants = List.copyOf(grants);
    }

    /// Reads the fields.
    ///
    /// @throws S3Exception INVALID_ARGUMENT, INVALID_REQUEST, NOT_IMPLEMENTED, UNRESOLVABLE_EMAIL,
    ///   AMBIGUOUS_EMAIL
    static AclFields parse(S3Request request, Grantees grantees) throws S3Exception {
        List<Grant> grants = new ArrayList<>();
        for (Permission permission : Permission.values()) {
            String name = permission.name().toLowerCase(Locale.ROOT).replace('_', '-');
            Optional<String> field = request.field(GRANT + name);
            if (field.isPresent()) {
                for (String one : split(field.get())) {
                    grants.add(new Grant(grantee(one, grantees), permission));
                }
            }
        }
        Optional<String> canned = request.field(CANNED);
        if (canned.isPresent() && !grants.isEmpty()) {
            throw new S3Exception(
                    ErrorCode.INVALID_REQUEST, "x-amz-acl and x-amz-grant-* exclude each other.");
        }
        requireFew(grants);
        return new AclFields(
                canned.isPresent() ? Optional.of(CannedAcl.parse(canned.get())) : Optional.empty(),
                grants);
    }

    static void requireFew(List<Grant> grants) throws S3Exception {
        if (grants.size() > AccessList.GRANTS_MAX) {
            throw new S3Exception(ErrorCode.MALFORMED_ACL, "A list has at most 100 grants.");
        }
    }

    boolean isEmpty() {
        return canned.isEmpty() && grants.isEmpty();
    }

    boolean isBucketOwnersAll() {
        return canned.isPresent() && canned.get() == CannedAcl.BUCKET_OWNER_FULL_CONTROL;
    }

    /// The list for a bucket or object; private when the fields say nothing.
    AccessList list(Account owner, Account bucketOwner) {
        return new AccessList(
                owner.id(),
                grants.isEmpty()
                        ? canned.orElse(CannedAcl.PRIVATE).grants(owner, bucketOwner)
                        : grants);
    }

    /// Parts a line at its commas, but for those in quotes.
    private static List<String> split(String line) {
        List<String> parts = new ArrayList<>();
        boolean isQuoted = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                isQuoted = !isQuoted;
            } else if (line.charAt(i) == ',' && !isQuoted) {
                parts.add(line.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(line.substring(start));
        return parts;
    }

    private static Grantee grantee(String text, Grantees grantees) throws S3Exception {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw invalid();
        }
        String value = text.substring(equals + 1).strip();
        if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
        }
        return switch (text.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
            case "id" -> grantees.byId(value);
            case "emailaddress" -> grantees.byEmail(value);
            case "uri" -> grantees.byUri(value);
            default -> throw invalid();
        };
    }

    private static S3Exception invalid() {
        return new S3Exception(
                ErrorCode.INVALID_ARGUMENT, "A grantee is id=…, emailAddress=… or uri=….");
    }
}
