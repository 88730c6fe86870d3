package io.holdfast.object.read;

import io.holdfast.erasure.ErasureCode;
import io.holdfast.object.row.Coding;

/// The coder of an object's geometry.
public final class ErasureCodes {
    private ErasureCodes() {}

    public static ErasureCode of(Coding coding) {
        return ErasureCode.of(coding.data(), coding.parity());
    }
}
