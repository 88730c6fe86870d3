package io.holdfast.s3.job;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.Versioning;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Says what of a bucket is to be copied where [S3 API: PutBucketReplication]. It is kept and
/// answered back; no job copies yet.
public record PutReplication(ObjectStore store) implements Operation {
    /// Name of the document in [BucketInfo#documents].
    public static final String DOCUMENT = "replication";

    @Override
    public String action(S3Request request) {
        return "s3:PutReplicationConfiguration";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        byte[] sent = request.digestedDocument(ReplicationDocument.BYTES_MAX);
        ReplicationDocument document = ReplicationDocument.of(sent);
        if (store.bucket(request.bucket()).versioning() != Versioning.ENABLED) {
            throw Shape.request("Replication needs versioning of the bucket.");
        }
        for (String destination : document.destinations()) {
            requireDestination(destination, request.bucket());
        }
        Kept.put(store, request, DOCUMENT, document.text(), ReplicationDocument.BYTES_MAX);
    }

    private void requireDestination(String name, String source) throws S3Exception, StoreException {
        if (name.equals(source)) {
            throw Shape.request("A bucket is not copied to itself.");
        }
        BucketInfo bucket;
        try {
            bucket = store.bucket(name);
        } catch (StoreException e) {
            if (e.error() == StoreError.NO_SUCH_BUCKET) {
                throw Shape.request("The destination bucket does not exist.");
            }
            throw e;
        }
        if (bucket.versioning() != Versioning.ENABLED) {
            throw Shape.request("Replication needs versioning of the destination bucket.");
        }
    }
}
