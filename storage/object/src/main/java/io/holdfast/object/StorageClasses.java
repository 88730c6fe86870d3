package io.holdfast.object;

import io.holdfast.cluster.SetGeometry;
import java.util.OptionalInt;

/// Parity of the storage classes (`MINIO_STORAGE_CLASS_STANDARD`, `…_RRS`).
///
/// @param standard parity of STANDARD; empty for the set's own
/// @param reduced parity of REDUCED_REDUNDANCY; empty for 1, or 0 on a single drive
public record StorageClasses(OptionalInt standard, OptionalInt reduced) {
    public static final StorageClasses DEFAULT =
            new StorageClasses(OptionalInt.empty(), OptionalInt.empty());

    /// Parity of a new object.
    ///
    /// @throws StoreException INVALID_STORAGE_CLASS
    public int parity(String storageClass, SetGeometry geometry) throws StoreException {
        return switch (storageClass) {
            case ObjectAttributes.STANDARD ->
                    Math.min(standard.orElse(geometry.parity()), geometry.drives() / 2);
            case ObjectAttributes.REDUCED_REDUNDANCY ->
                    Math.min(reduced.orElse(1), geometry.parity());
            default ->
                    throw new StoreException(
                            StoreError.INVALID_STORAGE_CLASS,
                            "the storage class is not one of this deployment");
        };
    }
}
