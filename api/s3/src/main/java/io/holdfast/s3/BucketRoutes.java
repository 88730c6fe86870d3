package io.holdfast.s3;

import io.holdfast.base.ports.Accounts;
import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectStore;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.archive.MemberPages;
import io.holdfast.s3.bucket.ConstantSetting;
import io.holdfast.s3.bucket.CreateBucket;
import io.holdfast.s3.bucket.DeleteBucket;
import io.holdfast.s3.bucket.DeleteBucketEncryption;
import io.holdfast.s3.bucket.DeleteBucketPolicy;
import io.holdfast.s3.bucket.DeleteBucketTagging;
import io.holdfast.s3.bucket.DeleteDocument;
import io.holdfast.s3.bucket.DeleteOwnershipControls;
import io.holdfast.s3.bucket.DeletePublicAccessBlock;
import io.holdfast.s3.bucket.GetBucketAcl;
import io.holdfast.s3.bucket.GetBucketEncryption;
import io.holdfast.s3.bucket.GetBucketLocation;
import io.holdfast.s3.bucket.GetBucketPolicy;
import io.holdfast.s3.bucket.GetBucketPolicyStatus;
import io.holdfast.s3.bucket.GetBucketTagging;
import io.holdfast.s3.bucket.GetBucketVersioning;
import io.holdfast.s3.bucket.GetDocument;
import io.holdfast.s3.bucket.GetOwnershipControls;
import io.holdfast.s3.bucket.GetPublicAccessBlock;
import io.holdfast.s3.bucket.HeadBucket;
import io.holdfast.s3.bucket.NoConfigurations;
import io.holdfast.s3.bucket.PutBucketAcl;
import io.holdfast.s3.bucket.PutBucketEncryption;
import io.holdfast.s3.bucket.PutBucketPolicy;
import io.holdfast.s3.bucket.PutBucketTagging;
import io.holdfast.s3.bucket.PutBucketVersioning;
import io.holdfast.s3.bucket.PutOwnershipControls;
import io.holdfast.s3.bucket.PutPublicAccessBlock;
import io.holdfast.s3.cors.CorsConfiguration;
import io.holdfast.s3.cors.PutBucketCors;
import io.holdfast.s3.job.GetNotification;
import io.holdfast.s3.job.PutLifecycle;
import io.holdfast.s3.job.PutNotification;
import io.holdfast.s3.job.PutReplication;
import io.holdfast.s3.list.ListMultipartUploads;
import io.holdfast.s3.list.ListObjectVersions;
import io.holdfast.s3.list.ListObjectsV1;
import io.holdfast.s3.list.ListObjectsV2;
import io.holdfast.s3.lock.GetObjectLockConfiguration;
import io.holdfast.s3.lock.PutObjectLockConfiguration;
import io.holdfast.s3.object.DeleteObjects;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.website.PutBucketWebsite;
import io.holdfast.s3.website.WebsiteEndpoint;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import java.util.HashMap;
import java.util.Map;

/// Operations on buckets, by method and sub-resource.
final class BucketRoutes {
    private final Operation listV1;
    private final Operation listV2;
    private final Map<String, Operation> routes = new HashMap<>();

    BucketRoutes(ObjectStore store, Accounts accounts, S3Options options, Operation post) {
        String region = options.region();
        listV1 = new ListObjectsV1(store, accounts);
        listV2 = new ListObjectsV2(store, new MemberPages(store), accounts);
        routes.put("PUT ", new CreateBucket(store, accounts, region, options.ownership()));
        routes.put("HEAD ", new HeadBucket(store));
        routes.put("DELETE ", new DeleteBucket(store));
        routes.put("POST ", post);
        routes.put("POST delete", new DeleteObjects(store));
        routes.put("GET location", new GetBucketLocation(store, region));
        routes.put("GET versioning", new GetBucketVersioning(store));
        routes.put("PUT versioning", new PutBucketVersioning(store));
        routes.put("GET tagging", new GetBucketTagging(store));
        routes.put("PUT tagging", new PutBucketTagging(store));
        routes.put("DELETE tagging", new DeleteBucketTagging(store));
        routes.put("GET versions", new ListObjectVersions(store, accounts));
        routes.put("GET uploads", new ListMultipartUploads(store, accounts));
        routes.put("GET encryption", new GetBucketEncryption(store));
        routes.put("PUT encryption", new PutBucketEncryption(store));
        routes.put("DELETE encryption", new DeleteBucketEncryption(store));
        routes.put("GET object-lock", new GetObjectLockConfiguration(store));
        routes.put("PUT object-lock", new PutObjectLockConfiguration(store));
        putAccess(store);
        putLists(store, new Acls(store, accounts));
        putCors(store);
        putWebsite(store, !options.websiteDomains().isEmpty());
        putJobs(store);
        putConstant(store);
        routes.put(
                "GET inventory",
                new NoConfigurations(
                        store,
                        "s3:GetInventoryConfiguration",
                        "ListInventoryConfigurationsResult"));
    }

    Operation route(Exchange exchange, Query query, String sub) throws S3Exception {
        String method = exchange.method();
        if (sub.isEmpty() && method.equals("GET")) {
            return query.getOrEmpty("list-type").equals("2") ? listV2 : listV1;
        }
        Operation operation = routes.get(method + ' ' + sub);
        if (operation != null) {
            return operation;
        }
        throw sub.isEmpty()
                ? new S3Exception(ErrorCode.METHOD_NOT_ALLOWED)
                : new S3Exception(ErrorCode.NOT_IMPLEMENTED);
    }

    /// Who may do what with a bucket.
    private void putAccess(ObjectStore store) {
        routes.put("GET policy", new GetBucketPolicy(store));
        routes.put("PUT policy", new PutBucketPolicy(store));
        routes.put("DELETE policy", new DeleteBucketPolicy(store));
        routes.put("GET policyStatus", new GetBucketPolicyStatus(store));
        routes.put("GET publicAccessBlock", new GetPublicAccessBlock(store));
        routes.put("PUT publicAccessBlock", new PutPublicAccessBlock(store));
        routes.put("DELETE publicAccessBlock", new DeletePublicAccessBlock(store));
    }

    /// Whose objects are, and to whom lists of grants open them.
    private void putLists(ObjectStore store, Acls acls) {
        routes.put("GET acl", new GetBucketAcl(store, acls));
        routes.put("PUT acl", new PutBucketAcl(store, acls));
        routes.put("GET ownershipControls", new GetOwnershipControls(store));
        routes.put("PUT ownershipControls", new PutOwnershipControls(store, acls));
        routes.put("DELETE ownershipControls", new DeleteOwnershipControls(store));
    }

    /// Which pages may call.
    private void putCors(ObjectStore store) {
        String document = CorsConfiguration.DOCUMENT;
        routes.put(
                "GET cors",
                new GetDocument(store, "s3:GetBucketCORS", document, ErrorCode.NO_SUCH_CORS));
        routes.put("PUT cors", new PutBucketCors(store));
        routes.put("DELETE cors", new DeleteDocument(store, "s3:PutBucketCORS", document));
    }

    private void putWebsite(ObjectStore store, boolean isServed) {
        String document = WebsiteEndpoint.DOCUMENT;
        routes.put(
                "GET website",
                new GetDocument(store, "s3:GetBucketWebsite", document, ErrorCode.NO_SUCH_WEBSITE));
        routes.put("PUT website", new PutBucketWebsite(store, isServed));
        routes.put("DELETE website", new DeleteDocument(store, "s3:DeleteBucketWebsite", document));
    }

    /// What jobs are to do with the bucket, which do not exist yet.
    private void putJobs(ObjectStore store) {
        routes.put(
                "GET lifecycle",
                new GetDocument(
                        store,
                        "s3:GetLifecycleConfiguration",
                        PutLifecycle.DOCUMENT,
                        ErrorCode.NO_SUCH_LIFECYCLE));
        routes.put("PUT lifecycle", new PutLifecycle(store));
        routes.put(
                "DELETE lifecycle",
                new DeleteDocument(store, "s3:PutLifecycleConfiguration", PutLifecycle.DOCUMENT));
        routes.put(
                "GET replication",
                new GetDocument(
                        store,
                        "s3:GetReplicationConfiguration",
                        PutReplication.DOCUMENT,
                        ErrorCode.NO_SUCH_REPLICATION));
        routes.put("PUT replication", new PutReplication(store));
        routes.put(
                "DELETE replication",
                new DeleteDocument(
                        store, "s3:PutReplicationConfiguration", PutReplication.DOCUMENT));
        routes.put("GET notification", new GetNotification(store));
        routes.put("PUT notification", new PutNotification(store));
    }

    private void putConstant(ObjectStore store) {
        constant(store, "accelerate", "s3:GetAccelerateConfiguration", "AccelerateConfiguration");
        constant(store, "logging", "s3:GetBucketLogging", "BucketLoggingStatus");
        routes.put(
                "GET requestPayment",
                new ConstantSetting(
                        store,
                        "s3:GetBucketRequestPayment",
                        "RequestPaymentConfiguration",
                        "Payer",
                        "BucketOwner"));
    }

    private void constant(ObjectStore store, String sub, String action, String root) {
        routes.put("GET " + sub, new ConstantSetting(store, action, root, "", ""));
    }
}
