package io.holdfast.iam.language;

import io.holdfast.iam.Question;

/// What a statement speaks of.
///
/// @param service `s3`, `kms`, or empty for everything
/// @param pattern of `bucket`, `bucket/key`, or a key's name
/// @param isLoose `bucket/*` also stands for the bucket itself, as identities' policies written for
///   MinIO expect; AWS, and bucket policies here, tell them apart
record Resource(String service, Pattern pattern, boolean isLoose) {
    boolean matches(Question question) {
        if (service.isEmpty()) {
            return true;
        }
        String family = Actions.familyOf(question.action());
        boolean isOfService = service.equals("kms") ? family.equals("kms") : !family.equals("kms");
        String name = question.resource();
        return isOfService
                && (pattern.matches(name, question.values())
                        || isLoose
                                && name.indexOf('/') < 0
                                && !name.isEmpty()
                                && pattern.matches(name + "/", question.values()));
    }
}
