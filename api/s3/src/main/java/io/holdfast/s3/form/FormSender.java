package io.holdfast.s3.form;

import io.holdfast.base.ports.Caller;
import io.holdfast.s3.sign.Authenticator;
import io.holdfast.s3.sign.PolicySignature;
import io.holdfast.s3.wire.S3Exception;
import java.util.List;

/// Who signed a form, and what they allow.
///
/// @param isV4 whether by a signature of version 4
record FormSender(Caller caller, boolean isV4, PostPolicy policy) {
    private static final String POLICY = "policy";
    private static final String V2_KEY = "awsaccesskeyid";
    private static final String V2_SIGNATURE = "signature";
    private static final String V4_ALGORITHM = "x-amz-algorithm";
    private static final String V4_CREDENTIAL = "x-amz-credential";
    private static final String V4_DATE = "x-amz-date";
    private static final String V4_SIGNATURE = "x-amz-signature";
    private static final String TOKEN = "x-amz-security-token";

    /// Verifies the signature; a form that has none is anybody's.
    ///
    /// @throws S3Exception INVALID_ARGUMENT when a part of the signature is missing;
    ///   INVALID_POLICY_DOCUMENT; what [Authenticator] throws
    static FormSender of(Form form, Authenticator authenticator) throws S3Exception {
        boolean isV4 = hasAny(form, List.of(V4_ALGORITHM, V4_CREDENTIAL, V4_SIGNATURE));
        if (!isV4 && !hasAny(form, List.of(POLICY, V2_KEY, V2_SIGNATURE))) {
            return new FormSender(new Caller.Anonymous(), false, PostPolicy.NONE);
        }
        String policy = form.require(POLICY);
        PolicySignature signature =
                isV4
                        ? new PolicySignature.V4(
                                form.require(V4_ALGORITHM),
                                form.require(V4_CREDENTIAL),
                                form.require(V4_DATE),
                                form.value(TOKEN),
                                form.require(V4_SIGNATURE))
                        : new PolicySignature.V2(
                                form.require(V2_KEY),
                                form.value(TOKEN),
                                form.require(V2_SIGNATURE));
        Caller caller = authenticator.authenticate(policy, signature);
        return new FormSender(caller, isV4, PolicyReader.read(policy));
    }

    private static boolean hasAny(Form form, List<String> names) {
        return names.stream().anyMatch(form.fields()::containsKey);
    }
}
