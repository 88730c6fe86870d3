package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.Versioning;
import io.holdfast.s3.job.PutReplication;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import java.io.IOException;

/// Turns versioning on or suspends it [S3 API: PutBucketVersioning]. Excluded prefixes and MFA
/// delete are refused rather than ignored.
public record PutBucketVersioning(ObjectStore store) implements Operation {
    private static final int DOCUMENT_MAX = 1 << 20;

    @Override
    public String action(S3Request request) {
        return "s3:PutBucketVersioning";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        XmlElement root =
                XmlElement.parse(request.document(DOCUMENT_MAX), "VersioningConfiguration");
        Versioning wanted =
                switch (root.childText("Status")) {
                    case "Enabled" -> Versioning.ENABLED;
                    case "Suspended" -> Versioning.SUSPENDED;
                    default -> throw new S3Exception(ErrorCode.ILLEGAL_VERSIONING);
                };
        boolean hasExtensions =
                root.childText("MfaDelete").equals("Enabled")
                        || root.child("ExcludedPrefixes").isPresent()
                        || root.childText("ExcludeFolders").equals("true");
        if (hasExtensions) {
            throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
        }
        if (wanted == Versioning.SUSPENDED
                && store.bucket(request.bucket())
                        .documents()
                        .containsKey(PutReplication.DOCUMENT)) {
            throw new S3Exception(
                    ErrorCode.INVALID_BUCKET_STATE,
                    "Versioning cannot be suspended where a replication is set.");
        }
        try {
            store.setVersioning(request.bucket(), wanted);
        } catch (StoreException e) {
            if (e.error() == StoreError.BUCKET_STATE_FORBIDS) {
                throw new S3Exception(
                        ErrorCode.INVALID_BUCKET_STATE,
                        "Versioning cannot be suspended where object lock is on.");
            }
            throw e;
        }
        request.respond(200);
    }
}
