package io.holdfast.object.write;

import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.object.Conditions;
import io.holdfast.object.CopyRequest;
import io.holdfast.object.CopyResult;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.OpenObject;
import io.holdfast.object.PutRequest;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.read.ConditionJudge;
import io.holdfast.object.read.ObjectOpener;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Copies inside the store, by reading and writing: a copy owns its shards. Any thread.
public final class ObjectCopier {
    private final ObjectOpener opener;
    private final ObjectWriter writer;

    public ObjectCopier(ObjectOpener opener, ObjectWriter writer) {
        this.opener = opener;
        this.writer = writer;
    }

    /// Stores a copy. Copying a version onto itself must change something [S3 API: CopyObject].
    public CopyResult copy(CopyRequest request)
            throws StoreException, IOException, InterruptedException {
        refuseIdleCopy(request);
        try (OpenObject source = openSource(request.source())) {
            ObjectInfo info = source.info();
            PutRequest put =
                    new PutRequest(
                            request.target(),
                            attributes(request, info.attributes()),
                            request.conditions(),
                            algorithm(request, info),
                            request.protection());
            ObjectBody body = new SourceBody(source, 0, info.size());
            return new CopyResult(writer.put(put, body), info);
        }
    }

    /// Opens a copy's source; its failed conditions are all PRECONDITION_FAILED.
    public OpenObject openSource(ReadRequest source) throws StoreException, InterruptedException {
        ConditionJudge.copySource(source.conditions(), opener.find(source, false).record());
        return opener.open(
                new ReadRequest(
                        source.name(),
                        source.version(),
                        source.partNumber(),
                        Conditions.NONE,
                        source.customerKey()));
    }

    private static void refuseIdleCopy(CopyRequest request) throws StoreException {
        boolean isSame = request.source().name().equals(request.target());
        boolean changesNothing =
                request.replacement().isEmpty()
                        && request.storageClass().isEmpty()
                        && request.source().version().isEmpty()
                        && request.protection().isEmpty();
        if (isSame && changesNothing) {
            throw new StoreException(
                    StoreError.INVALID_COPY,
                    "a copy onto itself must change metadata, storage class, version or encryption");
        }
    }

    private static ObjectAttributes attributes(CopyRequest request, ObjectAttributes source) {
        ObjectAttributes base = request.replacement().orElse(source);
        Map<String, String> tags = request.tags().orElse(source.tags());
        String storageClass = request.storageClass().orElse(ObjectAttributes.STANDARD);
        return new ObjectAttributes(
                base.headers(),
                base.userMetadata(),
                tags,
                storageClass,
                request.lock(),
                request.acl());
    }

    private static Optional<ChecksumAlgorithm> algorithm(CopyRequest request, ObjectInfo source) {
        return ObjectChecksum.algorithm(
                request.checksum().or(() -> source.checksum().map(ObjectChecksum::algorithm)),
                request.protection());
    }
}
