package io.holdfast.iam.language;

import io.holdfast.iam.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The condition keys that a policy may name, and the actions for which a request has them [IAM:
/// global condition keys; S3: condition keys]. A key that no request has here, such as that of a
/// private network, is known all the same: it is absent, and conditions judge it so.
public final class ConditionKeys {
    private static final Set<String> EVERYWHERE =
            names(
                    """
                    aws:CurrentTime aws:EpochTime aws:Groups aws:MultiFactorAuthAge
                    aws:MultiFactorAuthPresent aws:PrincipalAccount aws:PrincipalArn
                    aws:PrincipalType aws:Referer aws:RequestedRegion aws:SecureTransport
                    aws:SourceAccount aws:SourceArn aws:SourceIp aws:SourceVpc aws:SourceVpce
                    aws:TokenIssueTime aws:UserAgent aws:UserId aws:Username aws:ViaAWSService
                    jwt:address jwt:aud jwt:birthdate jwt:client_id jwt:email jwt:family_name
                    jwt:gender jwt:given_name jwt:groups jwt:iss jwt:jti jwt:middle_name jwt:name
                    jwt:nickname jwt:phone_number jwt:picture jwt:preferred_username jwt:profile
                    jwt:scope jwt:sub jwt:upn jwt:website
                    ldap:groups ldap:user ldap:username
                    s3:LocationConstraint s3:ResourceAccount s3:TlsVersion s3:authType
                    s3:signatureAge s3:signatureversion s3:x-amz-content-sha256
                    """);
    private static final Map<String, Set<String>> OF_ACTIONS = new HashMap<>();

    static {
        String gets =
                """
                s3:GetObject s3:GetObjectAcl s3:GetObjectAttributes s3:GetObjectLegalHold
                s3:GetObjectRetention s3:GetObjectTagging s3:GetObjectVersion
                s3:GetObjectVersionAcl s3:GetObjectVersionAttributes
                s3:GetObjectVersionForReplication s3:GetObjectVersionTagging
                """;
        String deletes =
                """
                s3:DeleteObject s3:DeleteObjectTagging s3:DeleteObjectVersion
                s3:DeleteObjectVersionTagging
                """;
        String tagging = "s3:PutObjectTagging s3:PutObjectVersionTagging ";
        String acls = "s3:PutObjectAcl s3:PutObjectVersionAcl ";
        String locks =
                """
                s3:PutObjectRetention s3:PutObjectLegalHold s3:BypassGovernanceRetention
                s3:ReplicateObject
                """;
        put("s3:prefix s3:delimiter s3:max-keys", "s3:ListBucket s3:ListBucketVersions");
        put("s3:prefix s3:delimiter", "s3:ListBucketMultipartUploads");
        put(
                "s3:versionid",
                gets + deletes + tagging + acls + locks + " s3:PutObject s3:RestoreObject");
        put(
                "s3:ExistingObjectTag/",
                gets
                        + deletes
                        + tagging
                        + acls
                        + " s3:ReplicateTags s3:ReplicateDelete s3:PutObject");
        put(
                "s3:RequestObjectTag/ s3:RequestObjectTagKeys",
                tagging + "s3:PutObject s3:PutBucketTagging s3:ReplicateTags");
        put(
                """
                s3:x-amz-copy-source s3:x-amz-metadata-directive s3:x-amz-storage-class
                s3:x-amz-website-redirect-location s3:if-match s3:if-none-match
                """,
                "s3:PutObject");
        put(
                """
                s3:x-amz-server-side-encryption s3:x-amz-server-side-encryption-aws-kms-key-id
                s3:x-amz-server-side-encryption-customer-algorithm
                """,
                gets + locks + " s3:PutObject");
        put(
                """
                s3:object-lock-remaining-retention-days s3:object-lock-mode
                s3:object-lock-retain-until-date s3:object-lock-legal-hold
                """,
                locks + " s3:PutObject");
        put(
                """
                s3:x-amz-acl s3:x-amz-grant-full-control s3:x-amz-grant-read
                s3:x-amz-grant-read-acp s3:x-amz-grant-write s3:x-amz-grant-write-acp
                s3:x-amz-object-ownership
                """,
                acls + "s3:CreateBucket s3:PutBucketAcl s3:PutObject");
        put("sts:DurationSeconds", "sts:AssumeRole sts:AssumeRoleWithWebIdentity");
        put("svc:DurationSeconds", "admin:CreateServiceAccount admin:UpdateServiceAccount");
    }

    private ConditionKeys() {}

    private static Set<String> names(String words) {
        return Stream.of(words.strip().split("\\s+"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void put(String keys, String actions) {
        for (String key : names(keys)) {
            OF_ACTIONS.merge(
                    key,
                    names(actions),
                    (one, other) ->
                            Stream.concat(one.stream(), other.stream())
                                    .collect(Collectors.toUnmodifiableSet()));
        }
    }

    /// Whether there is such a key.
    ///
    /// @param key as [Question#keyName] writes it
    static boolean isKnown(String key) {
        return EVERYWHERE.contains(key)
                || !key.endsWith("/") && OF_ACTIONS.containsKey(family(key));
    }

    /// Whether the key of a variable is known; case does not matter.
    static boolean isVariable(String key) {
        return isKnown(Question.keyName(key));
    }

    /// Whether a request for one of the actions may have the key.
    ///
    /// @param key as [Question#keyName] writes it
    /// @param actions in lower case
    static boolean appliesTo(String key, List<String> actions) {
        if (EVERYWHERE.contains(key)) {
            return true;
        }
        Set<String> having = OF_ACTIONS.getOrDefault(family(key), Set.of());
        return actions.stream().anyMatch(having::contains);
    }

    /// As [#appliesTo(String, List)], for one action.
    public static boolean appliesTo(String key, String action) {
        return EVERYWHERE.contains(key)
                || OF_ACTIONS.getOrDefault(family(key), Set.of()).contains(action);
    }

    /// Keys of tags are known by what stands before the tag, and need a tag.
    private static String family(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash + 1);
    }
}
