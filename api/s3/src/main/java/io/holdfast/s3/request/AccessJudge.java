package io.holdfast.s3.request;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.base.ports.Authorizer;
import io.holdfast.base.ports.Decision;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.StoreErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts the accesses of requests before the authorizer, with what the request and the store know.
/// Any thread.
public final class AccessJudge {
    private final Authorizer authorizer;
    private final ObjectStore store;
    private final Accounts accounts;
    private final Clock clock;

    public AccessJudge(Authorizer authorizer, ObjectStore store, Accounts accounts, Clock clock) {
        this.authorizer = authorizer;
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// Whether the request's caller may do this now.
    ///
    /// @throws S3Exception when a policy looks at the object's tags and they cannot be read: they
    ///   may be what forbids it
    boolean isAllowed(S3Request request, Asked asked) throws S3Exception {
        Access access = access(request, asked, Map.of());
        if (authorizer.asksForTags(access)) {
            access = access(request, asked, tags(asked));
        }
        return authorizer.authorize(access) == Decision.ALLOWED;
    }

    private Access access(S3Request request, Asked asked, Map<String, String> tags) {
        return new Access(
                request.caller(),
                asked.action(),
                asked.bucket(),
                asked.key(),
                () -> {
                    Map<String, List<String>> values =
                            ConditionValues.of(request, asked, clock.wallMs());
                    tags.forEach(
                            (tag, value) ->
                                    values.put("s3:existingobjecttag/" + tag, List.of(value)));
                    return values;
                });
    }

    /// Makes sure that a bucket, if it is there, is owned by whom the client expects.
    ///
    /// @param expected id of an account, or its canonical id
    void requireOwner(String bucket, String expected) throws S3Exception {
        String owner;
        try {
            owner = store.bucket(bucket).owner();
        } catch (StoreException _) {
            return; // said by the operation
        }
        Account account = accounts.byId(owner);
        if (!expected.equals(account.id()) && !expected.equals(account.canonicalId())) {
            throw new S3Exception(ErrorCode.ACCESS_DENIED);
        }
    }

    /// Why an access was refused. As in S3, everybody may learn that a bucket is not there.
    S3Exception refusal(Asked asked) {
        if (!asked.bucket().isEmpty() && !asked.action().equals("s3:CreateBucket")) {
            try {
                store.bucket(asked.bucket());
            } catch (StoreException e) {
                return new S3Exception(StoreErrors.codeOf(e.error()));
            }
        }
        return new S3Exception(ErrorCode.ACCESS_DENIED);
    }

    /// Tags of the version that is asked for; none when it is not there.
    private Map<String, String> tags(Asked asked) throws S3Exception {
        Optional<VersionId> version =
                asked.version().isEmpty() ? Optional.empty() : VersionId.parse(asked.version());
        if (asked.key().isEmpty() || version.isEmpty() && !asked.version().isEmpty()) {
            return Map.of();
        }
        ObjectName name = new ObjectName(asked.bucket(), asked.key());
        try {
            return store.info(name, version).attributes().tags();
        } catch (StoreException e) {
            if (isAbsent(e.error())) {
                return Map.of();
            }
            throw new S3Exception(StoreErrors.codeOf(e.error()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new S3Exception(ErrorCode.INTERNAL_ERROR);
        }
    }

    private static boolean isAbsent(StoreError error) {
        return switch (error) {
            case NO_SUCH_BUCKET,
                    NO_SUCH_KEY,
                    NO_SUCH_VERSION,
                    IS_DELETE_MARKER,
                    MARKER_HAS_NO_DATA ->
                    true;
            default -> false;
        };
    }
}
