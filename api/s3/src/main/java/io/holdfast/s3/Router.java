package io.holdfast.s3;

import io.holdfast.base.ports.Accounts;
import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectStore;
import io.holdfast.s3.bucket.ListBuckets;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.Target;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import java.util.Set;

/// Finds the operation of a request by method, target and sub-resource. A sub-resource that has no
/// operation is 501, never the bare operation: `DELETE ?policy` must not delete a bucket.
final class Router {
    static final Set<String> SUB_RESOURCES =
            Set.of(
                    "accelerate",
                    "acl",
                    "analytics",
                    "attributes",
                    "cors",
                    "delete",
                    "encryption",
                    "events",
                    "intelligent-tiering",
                    "inventory",
                    "lambdaArn",
                    "legal-hold",
                    "lifecycle",
                    "location",
                    "logging",
                    "metadataConfiguration",
                    "metadataTable",
                    "metrics",
                    "notification",
                    "object-lock",
                    "ownershipControls",
                    "partNumber",
                    "policy",
                    "policyStatus",
                    "publicAccessBlock",
                    "renameObject",
                    "replication",
                    "replication-check",
                    "replication-metrics",
                    "replication-reset",
                    "replication-reset-status",
                    "requestPayment",
                    "restore",
                    "retention",
                    "select",
                    "session",
                    "tagging",
                    "torrent",
                    "uploadId",
                    "uploads",
                    "versioning",
                    "versions",
                    "website");

    private final ListBuckets listBuckets;
    private final BucketRoutes bucketRoutes;
    private final ObjectRoutes objectRoutes;

    /// @param post what a POST to a bucket does
    Router(ObjectStore store, Accounts accounts, S3Options options, Operation post) {
        listBuckets = new ListBuckets(store, accounts);
        bucketRoutes = new BucketRoutes(store, accounts, options, post);
        objectRoutes = new ObjectRoutes(store, accounts, options.sealsAll());
    }

    /// The operation.
    ///
    /// @throws S3Exception NOT_IMPLEMENTED, METHOD_NOT_ALLOWED
    Operation route(Exchange exchange, Target target, Query query) throws S3Exception {
        String sub = query.count() == 0 ? "" : subResource(query);
        if (!target.key().isEmpty()) {
            return objectRoutes.route(exchange, target.key(), query, sub);
        }
        if (!target.bucket().isEmpty()) {
            return bucketRoutes.route(exchange, query, sub);
        }
        if (exchange.method().equals("GET") && sub.isEmpty()) {
            return listBuckets;
        }
        throw sub.isEmpty()
                ? new S3Exception(ErrorCode.METHOD_NOT_ALLOWED)
                : new S3Exception(ErrorCode.NOT_IMPLEMENTED);
    }

    /// The first sub-resource named. A part number alone selects bytes; with an upload it says no
    /// more than that.
    private static String subResource(Query query) {
        String found = "";
        for (int i = 0; i < query.count(); i++) {
            String name = query.name(i);
            if (SUB_RESOURCES.contains(name)) {
                if (!name.equals("partNumber")) {
                    return name;
                }
                found = name;
            }
        }
        return found;
    }
}
