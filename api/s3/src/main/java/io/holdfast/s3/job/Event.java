package io.holdfast.s3.job;

import io.holdfast.s3.wire.S3Exception;
import java.util.Set;

/// Names of what happens in a bucket, by AWS and MinIO [S3 user guide: Supported event types]. A
/// star at the end stands for all that begin so.
final class Event {
    private static final Set<String> NAMES =
            Set.of(
                    "s3:ObjectCreated:Put",
                    "s3:ObjectCreated:Post",
                    "s3:ObjectCreated:Copy",
                    "s3:ObjectCreated:CompleteMultipartUpload",
                    "s3:ObjectCreated:PutRetention",
                    "s3:ObjectCreated:PutLegalHold",
                    "s3:ObjectCreated:PutTagging",
                    "s3:ObjectCreated:DeleteTagging",
                    "s3:ObjectAccessed:Get",
                    "s3:ObjectAccessed:Head",
                    "s3:ObjectAccessed:GetRetention",
                    "s3:ObjectAccessed:GetLegalHold",
                    "s3:ObjectAccessed:Attributes",
                    "s3:ObjectRemoved:Delete",
                    "s3:ObjectRemoved:DeleteMarkerCreated",
                    "s3:ObjectRemoved:NoOP",
                    "s3:ObjectRemoved:DeleteAllVersions",
                    "s3:ObjectRestore:Post",
                    "s3:ObjectRestore:Completed",
                    "s3:ObjectRestore:Delete",
                    "s3:ReducedRedundancyLostObject",
                    "s3:Replication:OperationFailedReplication",
                    "s3:Replication:OperationCompletedReplication",
                    "s3:Replication:OperationNotTracked",
                    "s3:Replication:OperationMissedThreshold",
                    "s3:Replication:OperationReplicatedAfterThreshold",
                    "s3:LifecycleExpiration:Delete",
                    "s3:LifecycleExpiration:DeleteMarkerCreated",
                    "s3:LifecycleDelMarkerExpiration:Delete",
                    "s3:LifecycleTransition",
                    "s3:IntelligentTiering",
                    "s3:ObjectTransition:Failed",
                    "s3:ObjectTransition:Complete",
                    "s3:ObjectTagging:Put",
                    "s3:ObjectTagging:Delete",
                    "s3:ObjectAcl:Put",
                    "s3:Scanner:ManyVersions",
                    "s3:Scanner:LargeVersions",
                    "s3:Scanner:BigPrefix",
                    "s3:BucketCreated",
                    "s3:BucketRemoved",
                    "s3:TestEvent");

    private Event() {}

    /// Demands that it is a name, or the beginning of some with a star: `s3:*`,
    /// `s3:ObjectCreated:*`.
    ///
    /// @throws S3Exception INVALID_ARGUMENT
    static void require(String name) throws S3Exception {
        String kind = name.endsWith(":*") ? name.substring(0, name.length() - 2) : "";
        boolean isKnown =
                NAMES.contains(name)
                        || (!kind.isEmpty()
                                && NAMES.stream()
                                        .anyMatch(
                                                one ->
                                                        one.equals(kind)
                                                                || one.startsWith(kind + ':')));
        if (!isKnown) {
            throw Shape.argument("The event " + name + " is not known.");
        }
    }

    /// Whether something can happen that both names mean.
    static boolean overlap(String one, String other) {
        return means(one, other) || means(other, one);
    }

    private static boolean means(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(name);
    }
}
