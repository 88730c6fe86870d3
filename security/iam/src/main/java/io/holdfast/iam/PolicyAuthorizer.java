package io.holdfast.iam;

import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Authorizer;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Decision;
import io.holdfast.iam.language.ConditionKeys;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// AWS's rules [IAM: policy evaluation logic]: a Deny of any policy wins. Inside an account the
/// identity's policies or the bucket's policy allow; between accounts both have to; who does not
/// sign is allowed by bucket policies alone; a session policy limits whatever else allows. Where
/// lists of grants count, they allow as a bucket's policy does, and of an object that is not the
/// bucket's owner's they alone ([Opening]). The root of the bucket's account needs no permission,
/// is stopped by a Deny of the bucket's policy, but can always read, replace and remove that
/// policy, so nobody locks themselves out. Any thread.
///
/// A root is judged without any cost where no bucket policy could forbid something.
public final class PolicyAuthorizer implements Authorizer {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyAuthorizer.class);
    private static final String EXISTING_TAG = "s3:existingobjecttag/";

    /// What the root of the bucket's account can always do.
    private static final Set<String> ROOTS_OWN =
            Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

    private final Bearer.Source bearers;
    private final BucketRules.Source buckets;
    private final BucketPolicies policies = new BucketPolicies();

    public PolicyAuthorizer(Bearer.Source bearers, BucketRules.Source buckets) {
        this.bearers = bearers;
        this.buckets = buckets;
    }

    /// All that an access is judged by.
    ///
    /// @param bearer empty for those who do not sign
    /// @param owner account of the bucket; where there is no bucket, that of the bearer
    /// @param opening whose the thing is, and which grants open it
    /// @param hangsOnObject whether the object's list of grants is needed
    private record Case(
            Access access,
            Optional<Bearer> bearer,
            String owner,
            Optional<Policy> bucketPolicy,
            Opening opening,
            boolean hangsOnObject) {
        /// Whether it is decided without looking at values.
        boolean isRootsOwn() {
            return bearer.isPresent()
                    && bearer.get().isRootOf(opening.owner())
                    && (bucketPolicy.isEmpty()
                            || !bucketPolicy.get().canDeny()
                            || ROOTS_OWN.contains(access.action()));
        }

        boolean asksForTags() {
            return bucketPolicy.isPresent() && bucketPolicy.get().asksForTags()
                    || bearer.isPresent()
                            && (bearer.get().policies().stream().anyMatch(Policy::asksForTags)
                                    || bearer.get().session().isPresent()
                                            && bearer.get().session().get().asksForTags());
        }
    }

    @Override
    public Decision authorize(Access access) {
        Optional<Case> found = caseOf(access);
        if (found.isEmpty()) {
            return Decision.DENIED;
        }
        if (found.get().isRootsOwn()) {
            return Decision.ALLOWED;
        }
        Verdict verdict = judge(found.get());
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} {} on {}/{}: {}",
                    access.caller(),
                    access.action(),
                    access.bucket(),
                    access.key(),
                    verdict);
        }
        return verdict.isAllowed() ? Decision.ALLOWED : Decision.DENIED;
    }

    @Override
    public Set<Access.Fact> asks(Access access) {
        Optional<Case> found = caseOf(access);
        if (found.isEmpty()) {
            return Set.of();
        }
        Case one = found.get();
        boolean asksForTags =
                (one.hangsOnObject() || !one.isRootsOwn())
                        && one.asksForTags()
                        && ConditionKeys.appliesTo(EXISTING_TAG, lower(access.action()));
        if (one.hangsOnObject()) {
            return asksForTags
                    ? EnumSet.of(Access.Fact.ACL, Access.Fact.TAGS)
                    : EnumSet.of(Access.Fact.ACL);
        }
        return asksForTags ? EnumSet.of(Access.Fact.TAGS) : Set.of();
    }

    /// Empty when the key is gone since the signature was verified.
    private Optional<Case> caseOf(Access access) {
        Optional<Bearer> bearer = Optional.empty();
        if (access.caller() instanceof Caller.Signed(String accessKey, boolean _)) {
            bearer = bearers.find(accessKey);
            if (bearer.isEmpty()) {
                return Optional.empty();
            }
        }
        String home = bearer.map(one -> one.identity().accountId()).orElse("");
        Optional<BucketRules> rules =
                speaksOfBucket(access) ? buckets.find(access.bucket()) : Optional.empty();
        if (rules.isEmpty()) {
            return Optional.of(
                    new Case(access, bearer, home, Optional.empty(), Opening.closed(home), false));
        }
        String owner = rules.get().accountId();
        Optional<Policy> policy =
                rules.get().policy().map(text -> policies.find(access.bucket(), text));
        if (policy.isPresent()
                && rules.get().isPublicRestricted()
                && policy.get().isPublic()
                && (bearer.isEmpty() || !bearer.get().isAtHomeIn(owner))) {
            policy = Optional.of(policy.get().withoutAllow());
        }
        return Optional.of(withLists(access, bearer, rules.get(), policy));
    }

    private static Case withLists(
            Access access, Optional<Bearer> bearer, BucketRules rules, Optional<Policy> policy) {
        String owner = rules.accountId();
        if (!rules.hasLists()) {
            return new Case(access, bearer, owner, policy, Opening.closed(owner), false);
        }
        String requester =
                bearer.map(one -> one.identity().accountId()).orElse(Account.ANONYMOUS.id());
        String action = lower(access.action());
        boolean isRootEverywhere =
                bearer.isPresent() && bearer.get().isOperator() && bearer.get().isRootOf(owner);
        return new Case(
                access,
                bearer,
                owner,
                policy,
                Opening.of(access, action, rules, requester),
                !isRootEverywhere && Opening.asksForObject(rules, action));
    }

    /// A bucket that is to be made has no owner and no policy yet; that of another bucket which has
    /// the name already is not asked.
    private static boolean speaksOfBucket(Access access) {
        return !access.bucket().isEmpty() && !access.action().equals("s3:CreateBucket");
    }

    private static Verdict judge(Case one) {
        Question question = question(one);
        Ruling byBucket =
                one.bucketPolicy().isPresent()
                        ? one.bucketPolicy().get().judge(question)
                        : new Ruling.Silent();
        Opening opening = one.opening();
        Ruling byResource = byBucket;
        if (byBucket.isAllowed() && !opening.owner().equals(one.owner())) {
            // Nobody opens what is somebody else's.
            byResource = new Ruling.Silent();
        }
        if (one.bearer().isEmpty()) {
            Ruling deciding = orElse(byResource, opening.judge(question.requester(), false));
            return new Verdict(deciding.isAllowed(), deciding);
        }
        Bearer bearer = one.bearer().get();
        boolean isAtHome = bearer.isAtHomeIn(opening.owner());
        byResource = orElse(byResource, opening.judge(question.requester(), isAtHome));
        Ruling own =
                bearer.identity().isRoot()
                        ? new Ruling.Allowed(new Ruling.Source("root", 1, ""))
                        : Policy.judge(bearer.policies(), question);
        Optional<Ruling> session = bearer.session().map(policy -> policy.judge(question));
        for (Ruling ruling : List.of(byBucket, own, session.orElse(own))) {
            if (ruling instanceof Ruling.Denied) {
                return new Verdict(false, ruling);
            }
        }
        if (session.isPresent() && !session.get().isAllowed()) {
            return new Verdict(false, session.get());
        }
        if (isAtHome) {
            Ruling deciding = orElse(own, byResource);
            return new Verdict(deciding.isAllowed(), deciding);
        }
        Ruling deciding = own.isAllowed() ? byResource : own;
        return new Verdict(deciding.isAllowed(), deciding);
    }

    /// The second, where the first says nothing.
    private static Ruling orElse(Ruling first, Ruling second) {
        return first instanceof Ruling.Silent ? second : first;
    }

    /// The values that the request gives for its action, and those that only this room knows, which
    /// no request can give.
    private static Question question(Case one) {
        Access access = one.access();
        String action = lower(access.action());
        Map<String, List<String>> values = new HashMap<>();
        access.values()
                .find()
                .forEach(
                        (key, list) -> {
                            if (ConditionKeys.appliesTo(key, action)
                                    && !BearerValues.KEYS.contains(key)) {
                                values.put(key, list);
                            }
                        });
        Requester requester = new Requester.Anonymous();
        if (one.bearer().isPresent()) {
            requester = one.bearer().get().identity();
            values.putAll(BearerValues.of(one.bearer().get()));
        } else {
            values.put("aws:principaltype", List.of("Anonymous"));
            values.put("aws:userid", List.of("anonymous"));
        }
        if (!one.owner().isEmpty() && !access.bucket().isEmpty()) {
            values.put("s3:resourceaccount", List.of(one.owner()));
        }
        String resource =
                access.key().isEmpty() ? access.bucket() : access.bucket() + '/' + access.key();
        return new Question(requester, access.action(), resource, values);
    }

    private static String lower(String action) {
        return action.toLowerCase(Locale.ROOT);
    }

    /// @param by what decided it
    private record Verdict(boolean isAllowed, Ruling by) {
        @Override
        public String toString() {
            return switch (by) {
                case Ruling.Denied(Ruling.Source source) -> "forbidden by " + source;
                case Ruling.Allowed(Ruling.Source source) -> "allowed by " + source;
                case Ruling.Silent _ -> "no statement allows it";
            };
        }
    }
}
