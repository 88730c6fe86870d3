package io.holdfast.iam;

import io.holdfast.iam.language.PolicyReader;
import io.holdfast.iam.language.Statement;
import java.util.List;
import java.util.Optional;

/// A policy document [IAM: JSON policy reference]. Immutable; any thread.
///
/// Combining them is the caller's: a Deny of any policy wins over every Allow, so rulings of
/// several documents are joined with [#judge(List, Question)].
public final class Policy {
    /// Longest document of an identity or a bucket [S3 API: PutBucketPolicy].
    public static final int DOCUMENT_BYTES_MAX = 20 << 10;

    /// Longest document of a session [STS API: AssumeRole].
    public static final int SESSION_BYTES_MAX = 2 << 10;

    private final String name;
    private final List<Statement> statements;
    private final boolean asksForTags;

    private Policy(String name, List<Statement> statements) {
        this.name = name;
        this.statements = List.copyOf(statements);
        this.asksForTags = this.statements.stream().anyMatch(Statement::asksForTags);
    }

    /// Reads the policy of an identity or of a session: it has no principals.
    ///
    /// @param name for rulings
    /// @throws PolicyException what is wrong, and where
    public static Policy ofIdentity(String name, byte[] document) throws PolicyException {
        return new Policy(name, PolicyReader.identity().read(document));
    }

    /// Reads the policy of a bucket: each statement has principals, and resources in this bucket.
    ///
    /// @throws PolicyException what is wrong, and where
    public static Policy ofBucket(String bucket, byte[] document) throws PolicyException {
        return new Policy(bucket, PolicyReader.ofBucket(bucket).read(document));
    }

    public String name() {
        return name;
    }

    /// Forbids everything to everybody: stands for a document that cannot be read.
    static Policy unreadable(String name) {
        return new Policy(name, List.of(Statement.DENY_ALL));
    }

    /// What it forbids, without what it allows.
    Policy withoutAllow() {
        return new Policy(name, statements.stream().filter(Statement::isDeny).toList());
    }

    /// Whether a statement forbids something.
    boolean canDeny() {
        return statements.stream().anyMatch(Statement::isDeny);
    }

    /// Whether judging may need the tags of the object that is there.
    boolean asksForTags() {
        return asksForTags;
    }

    /// Whether it allows something to anybody at all [S3 user guide: the meaning of "public"].
    public boolean isPublic() {
        return statements.stream().anyMatch(Statement::isPublic);
    }

    /// Whether nothing stands in it.
    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /// Judges by this document alone. Never fails: what a request lacks makes conditions false.
    public Ruling judge(Question question) {
        Optional<Ruling.Source> allowed = Optional.empty();
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            boolean isNews = statement.isDeny() || allowed.isEmpty();
            if (isNews && statement.matches(question)) {
                Ruling.Source source = new Ruling.Source(name, i + 1, statement.sid());
                if (statement.isDeny()) {
                    return new Ruling.Denied(source);
                }
                allowed = Optional.of(source);
            }
        }
        return allowed.isPresent() ? new Ruling.Allowed(allowed.get()) : new Ruling.Silent();
    }

    /// Judges by several documents as if they were one.
    public static Ruling judge(List<Policy> policies, Question question) {
        Ruling ruling = new Ruling.Silent();
        for (Policy policy : policies) {
            Ruling one = policy.judge(question);
            if (one instanceof Ruling.Denied) {
                return one;
            }
            if (one.isAllowed() && !ruling.isAllowed()) {
                ruling = one;
            }
        }
        return ruling;
    }
}
