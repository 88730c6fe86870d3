package io.holdfast.s3.request;

import io.holdfast.base.ports.Protection;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.wire.S3Exception;
import java.util.Optional;

/// How new objects are encrypted: as the request says, else as the bucket does, else as the server.
///
/// @param sealsAll whether the default key seals what neither says a word about
public record Protections(ObjectStore store, boolean sealsAll) {
    /// A new object's or upload's.
    ///
    /// @throws S3Exception INVALID_ARGUMENT when fields are wrong or exclude each other
    /// @throws StoreException NO_SUCH_BUCKET
    public Optional<Protection> ofNewObject(S3Request request) throws S3Exception, StoreException {
        Optional<Protection> asked = EncryptionFields.ofWrite(request);
        if (asked.isPresent()) {
            return asked;
        }
        Optional<Protection> usual =
                BucketEncryption.of(store.bucket(request.bucket()))
                        .map(BucketEncryption::protection);
        if (usual.isPresent() || !sealsAll) {
            return usual;
        }
        return Optional.of(new Protection.ServiceKey(Optional.empty(), new byte[0]));
    }
}
