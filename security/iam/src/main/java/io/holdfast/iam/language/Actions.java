package io.holdfast.iam.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The actions that a policy may name: those of S3 [IAM: actions for Amazon S3], of MinIO's own
/// additions to it, and of its administration, key service and token service.
final class Actions {
    private static final String BUCKET =
            """
            CreateBucket DeleteBucket DeleteBucketPolicy DeleteBucketWebsite ForceDeleteBucket
            GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAcl GetBucketCORS
            GetBucketLocation GetBucketLogging GetBucketNotification GetBucketObjectLockConfiguration
            GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus
            GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning
            GetBucketWebsite GetEncryptionConfiguration GetInventoryConfiguration
            GetLifecycleConfiguration GetMetricsConfiguration GetReplicationConfiguration HeadBucket
            ListBucket ListBucketMultipartUploads ListBucketVersions ListenBucketNotification
            PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAcl PutBucketCORS
            PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration
            PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock
            PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite
            PutEncryptionConfiguration PutInventoryConfiguration PutLifecycleConfiguration
            PutMetricsConfiguration PutReplicationConfiguration DeleteBucketCORS
            ResetBucketReplicationState
            """;
    private static final String OBJECT =
            """
            AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging
            DeleteObjectVersion DeleteObjectVersionTagging GetObject GetObjectAcl
            GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging
            GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes
            GetObjectVersionForReplication GetObjectVersionTagging ListMultipartUploadParts
            ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl PutObjectFanOut
            PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl
            PutObjectVersionTagging ReplicateDelete ReplicateObject ReplicateTags RestoreObject
            """;
    private static final String ACCOUNT = "ListAllMyBuckets ListenNotification";
    private static final String ADMIN =
            """
            AddUserToGroup AttachUserOrGroupPolicy BandwidthMonitor CancelBatchJob ClusterInfo
            ConfigUpdate ConsoleLog CreatePolicy CreateServiceAccount CreateUser DataUsageInfo
            Decommission DeletePolicy DeleteUser DescribeBatchJob DisableGroup DisableUser DriveInfo
            EnableGroup EnableUser ExportBucketMetadata ExportIAM ForceUnlock GenerateBatchJob
            GetBucketQuota GetBucketTarget GetGroup GetPolicy GetUser Heal ImportBucketMetadata
            ImportIAM InspectData KMSCreateKey KMSKeyStatus LicenseInfo ListBatchJobs ListGroups
            ListServiceAccounts ListTemporaryAccounts ListTier ListUserPolicies ListUsers OBDInfo
            PoolInfo PoolList Profiling Prometheus Rebalance RemoveServiceAccount
            RemoveUserFromGroup ReplicationDiff ServerInfo ServerTrace ServerUpdate ServiceFreeze
            ServiceRestart ServiceStop SetBucketQuota SetBucketTarget SetInfo SetTier
            SiteReplicationAdd SiteReplicationDisable SiteReplicationInfo SiteReplicationOperation
            SiteReplicationRemove SiteReplicationResync StartBatchJob StorageInfo TopLocksInfo
            UpdatePolicyAssociation UpdateServiceAccount
            """;
    private static final String KMS =
            """
            API AssignPolicy AuditLog CreateKey DeleteIdentity DeleteKey DeletePolicy
            DescribeIdentity DescribePolicy DescribeSelfIdentity ErrorLog GetPolicy ImportKey
            KeyStatus ListIdentities ListKeys ListPolicies Metrics SetPolicy Status Version
            """;
    private static final String STS = "AssumeRole AssumeRoleWithWebIdentity";

    private static final List<String> ON_OBJECTS = names("s3:", OBJECT);
    private static final List<String> ON_BUCKETS = names("s3:", BUCKET);
    private static final List<String> KNOWN = known();

    private Actions() {}

    private static List<String> known() {
        List<String> known = new ArrayList<>(ON_OBJECTS);
        known.addAll(ON_BUCKETS);
        known.addAll(names("s3:", ACCOUNT));
        known.addAll(names("admin:", ADMIN));
        known.addAll(names("kms:", KMS));
        known.addAll(names("sts:", STS));
        return List.copyOf(known);
    }

    private static List<String> names(String family, String words) {
        return Stream.of(words.strip().split("\\s+"))
                .map(word -> (family + word).toLowerCase(Locale.ROOT))
                .toList();
    }

    /// The known actions that a pattern stands for, in lower case.
    static List<String> matching(Glob pattern) {
        Glob lowerCase = pattern.lowerCase();
        return KNOWN.stream().filter(lowerCase::matches).toList();
    }

    /// Whether an action works on objects.
    ///
    /// @param action in lower case
    static boolean isOnObjects(String action) {
        return ON_OBJECTS.contains(action);
    }

    /// Whether an action works on a bucket as a whole.
    ///
    /// @param action in lower case
    static boolean isOnBuckets(String action) {
        return ON_BUCKETS.contains(action);
    }

    /// The service of an action: what stands before the colon, in lower case.
    static String familyOf(String action) {
        int colon = action.indexOf(':');
        return colon < 0 ? "" : action.substring(0, colon).toLowerCase(Locale.ROOT);
    }
}
