package io.holdfast.s3.request;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.base.ports.Authorizer;
import io.holdfast.base.ports.Decision;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectInfo;
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
import java.util.Set;

/// Puts the accesses of requests before the authorizer, with what the request and the store know.
/// Any thread.
public final class AccessJudge {
    private static final Set<String> READS = Set.of("s3:GetObject", "s3:GetObjectVersion");

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
    /// @throws S3Exception when the decision hangs on the object's tags or grants and they cannot
    ///   be read: they may be what forbids it
    boolean isAllowed(S3Request request, Asked asked) throws S3Exception {
        Access access = access(request, asked, ObjectAttributes.NONE);
        Set<Access.Fact> facts = authorizer.asks(access);
        boolean isKnown = asked.acl().isPresent() && !facts.contains(Access.Fact.TAGS);
        if (!facts.isEmpty() && !isKnown) {
            access = access(request, asked, there(asked));
        }
        return authorizer.authorize(access) == Decision.ALLOWED;
    }

    /// Demands that a bucket, if it is there, belongs to the account that a client expects, so that
    /// nothing is sent to somebody who took its name [S3 user guide: verifying bucket ownership].
    ///
    /// @param expected id of an account, or its canonical id: the default account has no other
    /// @throws S3Exception ACCESS_DENIED
    void requireOwner(String bucket, String expected) throws S3Exception {
        String owner;
        try {
            owner = store.bucket(bucket).owner();
        } catch (StoreException _) {
            return; // said by the operation
        }
        Account account = accounts.byId(owner);
        if (!expected.equals(account.id()) && !expected.equals(account.canonicalId())) {
            throw new S3Exception(
                    ErrorCode.ACCESS_DENIED, "The bucket belongs to another account.");
        }
    }

    /// Whether the decision hangs on the list of grants of the object.
    boolean hangsOnObject(S3Request request, Asked asked) {
        return authorizer
                .asks(access(request, asked, ObjectAttributes.NONE))
                .contains(Access.Fact.ACL);
    }

    /// @param there attributes of the version that is asked for
    private Access access(S3Request request, Asked asked, ObjectAttributes there) {
        return new Access(
                request.caller(),
                asked.action(),
                asked.bucket(),
                asked.key(),
                asked.acl().orElse(there.acl()),
                () -> {
                    Map<String, List<String>> values =
                            ConditionValues.of(request, asked, clock.wallMs());
                    there.tags()
                            .forEach(
                                    (tag, value) ->
                                            values.put(
                                                    "s3:existingobjecttag/" + tag, List.of(value)));
                    return values;
                });
    }

    /// Why an access was refused. As in S3, everybody may learn that a bucket is not there, and who
    /// may list a key that it is not, where it would have been read or its list of grants would
    /// have decided [S3 API: HeadObject].
    S3Exception refusal(S3Request request, Asked asked) throws S3Exception {
        if (asked.bucket().isEmpty() || asked.action().equals("s3:CreateBucket")) {
            return new S3Exception(ErrorCode.ACCESS_DENIED);
        }
        try {
            store.bucket(asked.bucket());
        } catch (StoreException e) {
            return new S3Exception(StoreErrors.codeOf(e.error()));
        }
        if ((READS.contains(asked.action()) || hangsOnObject(request, asked))
                && request.mayListKey(asked.bucket(), asked.key())) {
            try {
                var _ = info(asked);
            } catch (StoreException e) {
                return new S3Exception(StoreErrors.codeOf(e.error()));
            }
        }
        return new S3Exception(ErrorCode.ACCESS_DENIED);
    }

    /// Attributes of the version that is asked for; none when it is not there.
    private ObjectAttributes there(Asked asked) throws S3Exception {
        try {
            return info(asked).map(ObjectInfo::attributes).orElse(ObjectAttributes.NONE);
        } catch (StoreException e) {
            if (isAbsent(e.error())) {
                return ObjectAttributes.NONE;
            }
            throw new S3Exception(StoreErrors.codeOf(e.error()));
        }
    }

    /// Empty when no version can be meant.
    private Optional<ObjectInfo> info(Asked asked) throws S3Exception, StoreException {
        Optional<VersionId> version =
                asked.version().isEmpty() ? Optional.empty() : VersionId.parse(asked.version());
        if (asked.key().isEmpty() || version.isEmpty() && !asked.version().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(store.info(new ObjectName(asked.bucket(), asked.key()), version));
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
