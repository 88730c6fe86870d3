package io.holdfast.interop.differ.corpus;

import java.util.List;
import java.util.Locale;

/// The configurations of a bucket: absent, set, spoiled, removed.
final class SettingFamily implements Family {
    private static final String NS = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    /// @param sub sub-resource
    /// @param root of its document
    /// @param inner a valid content
    /// @param isRemovable whether there is a DELETE
    private record Setting(String sub, String root, String inner, boolean isRemovable) {
        String document(String content) {
            return "<" + root + NS + ">" + content + "</" + root + ">";
        }
    }

    private static final List<Setting> SETTINGS =
            List.of(
                    new Setting(
                            "versioning",
                            "VersioningConfiguration",
                            "<Status>Enabled</Status>",
                            false),
                    new Setting(
                            "tagging",
                            "Tagging",
                            "<TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet>",
                            true),
                    new Setting(
                            "cors",
                            "CORSConfiguration",
                            "<CORSRule><AllowedMethod>GET</AllowedMethod>"
                                    + "<AllowedOrigin>*</AllowedOrigin></CORSRule>",
                            true),
                    new Setting(
                            "encryption",
                            "ServerSideEncryptionConfiguration",
                            "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256"
                                    + "</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>",
                            true),
                    new Setting(
                            "lifecycle",
                            "LifecycleConfiguration",
                            "<Rule><ID>r</ID><Status>Enabled</Status><Filter><Prefix>p</Prefix>"
                                    + "</Filter><Expiration><Days>3</Days></Expiration></Rule>",
                            true),
                    new Setting(
                            "publicAccessBlock",
                            "PublicAccessBlockConfiguration",
                            "<BlockPublicAcls>true</BlockPublicAcls>",
                            true),
                    new Setting(
                            "ownershipControls",
                            "OwnershipControls",
                            "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>",
                            true),
                    new Setting("notification", "NotificationConfiguration", "", false),
                    new Setting(
                            "object-lock",
                            "ObjectLockConfiguration",
                            "<ObjectLockEnabled>Enabled</ObjectLockEnabled>",
                            false));

    @Override
    public String name() {
        return "setting";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        for (Setting setting : SETTINGS) {
            tell(cases, setting);
        }
        wrongValues(cases);
        policyWithout(cases);
        replication(cases);
        website(cases);
        constants(cases);
    }

    private static void tell(Cases cases, Setting setting) {
        // A bucket of its own: a server that knows no such setting may take the request for
        // another.
        String bucket = "/{b}-" + setting.sub.toLowerCase(Locale.ROOT);
        String at = bucket + "?" + setting.sub;
        String what = setting.sub + ": ";
        String valid = setting.document(setting.inner);
        cases.put(what + "make the bucket", bucket);
        cases.get(what + "before", at);
        cases.document(what + "put", "PUT", at, valid);
        cases.get(what + "after", at);
        cases.document(what + "put again", "PUT", at, valid);
        cases.put(what + "put without a digest", at, valid);
        cases.put(what + "put with a wrong digest", at, valid)
                .header("content-md5", Cases.md5("x"));
        cases.document(what + "put nothing", "PUT", at, "");
        cases.document(what + "put text", "PUT", at, "no document");
        cases.document(what + "put half", "PUT", at, valid.substring(0, valid.length() - 5));
        cases.document(what + "put another root", "PUT", at, "<Other" + NS + "/>");
        cases.document(what + "put an empty root", "PUT", at, setting.document(""));
        cases.document(
                what + "put an unknown element",
                "PUT",
                at,
                setting.document(setting.inner + "<Unknown>1</Unknown>"));
        cases.document(what + "put without a namespace", "PUT", at, valid.replace(NS, ""));
        cases.get(what + "after the faults", at);
        cases.get(what + "of a missing bucket", "/{b}-missing?" + setting.sub);
        cases.document(
                what + "put to a missing bucket", "PUT", "/{b}-missing?" + setting.sub, valid);
        cases.get(what + "anonymous", at).anonymous();
        cases.document(what + "anonymous put", "PUT", at, valid).anonymous();
        if (setting.isRemovable) {
            cases.delete(what + "anonymous delete", at).anonymous();
            cases.delete(what + "delete", at);
            cases.get(what + "after the delete", at);
            cases.delete(what + "delete again", at);
            cases.delete(what + "delete of a missing bucket", "/{b}-missing?" + setting.sub);
        }
    }

    /// Documents of the right form that say what is not allowed.
    private static void wrongValues(Cases cases) {
        for (Setting setting : SETTINGS) {
            for (String inner : wrong(setting.sub)) {
                cases.document(
                        setting.sub + " of " + Cases.brief(inner),
                        "PUT",
                        "/{b}-" + setting.sub.toLowerCase(Locale.ROOT) + "?" + setting.sub,
                        setting.document(inner));
            }
        }
    }

    private static List<String> wrong(String sub) {
        return switch (sub) {
            case "versioning" ->
                    List.of(
                            "<Status>enabled</Status>",
                            "<Status>Disabled</Status>",
                            "<Status></Status>",
                            "<Status>Suspended</Status>",
                            "<Status>Enabled</Status><MfaDelete>Disabled</MfaDelete>");
            case "tagging" ->
                    List.of(
                            "<TagSet></TagSet>",
                            "<TagSet><Tag><Key></Key><Value>b</Value></Tag></TagSet>",
                            "<TagSet><Tag><Key>a</Key></Tag></TagSet>",
                            tags("<Tag><Key>a</Key><Value>b</Value></Tag>".repeat(2)),
                            tags("<Tag><Key>aws:a</Key><Value>b</Value></Tag>"),
                            tags("<Tag><Key>" + "k".repeat(129) + "</Key><Value>b</Value></Tag>"),
                            tags(
                                    "<Tag><Key>long</Key><Value>"
                                            + "v".repeat(257)
                                            + "</Value></Tag>"),
                            tags("<Tag><Key>a!</Key><Value>b</Value></Tag>"),
                            tags("<Tag><Key>a b+-=._:/@</Key><Value></Value></Tag>"));
            case "cors" ->
                    List.of(
                            "<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>",
                            "<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>",
                            cors("PATCH", "*", ""),
                            cors("get", "*", ""),
                            cors("GET", "http://*.*", ""),
                            cors("GET", "*", "<AllowedHeader>*-*-*</AllowedHeader>"),
                            cors("GET", "*", "<MaxAgeSeconds>-1</MaxAgeSeconds>"),
                            cors("GET", "*", "<MaxAgeSeconds>x</MaxAgeSeconds>"),
                            cors("GET", "*", "<ID>" + "i".repeat(256) + "</ID>"),
                            cors("GET", "*", "<ExposeHeader>*</ExposeHeader>"));
            case "encryption" ->
                    List.of(
                            "<Rule></Rule>",
                            encryption("<SSEAlgorithm>none</SSEAlgorithm>"),
                            encryption("<SSEAlgorithm>aws:kms</SSEAlgorithm>"),
                            encryption(
                                    "<SSEAlgorithm>AES256</SSEAlgorithm>"
                                            + "<KMSMasterKeyID>k</KMSMasterKeyID>"),
                            encryption("<SSEAlgorithm>AES256</SSEAlgorithm>").repeat(2));
            case "lifecycle" ->
                    List.of(
                            rule("<Status>enabled</Status>", "<Days>3</Days>"),
                            rule("<Status>Enabled</Status>", "<Days>0</Days>"),
                            rule("<Status>Enabled</Status>", "<Days>-1</Days>"),
                            rule("<Status>Enabled</Status>", "<Days>x</Days>"),
                            rule("<Status>Enabled</Status>", ""),
                            rule("<Status>Enabled</Status>", "<Date>2031-01-01T01:00:00Z</Date>"),
                            rule(
                                    "<Status>Enabled</Status>",
                                    "<Days>1</Days><Date>2031-01-01T00:00:00Z</Date>"),
                            rule("<Status>Enabled</Status>", "<Days>3</Days>").repeat(2),
                            rule(
                                    "<ID>" + "i".repeat(256) + "</ID><Status>Enabled</Status>",
                                    "<Days>3</Days>"),
                            "<Rule><Status>Enabled</Status><Filter/></Rule>",
                            "<Rule><Status>Enabled</Status><Expiration><Days>1</Days>"
                                    + "</Expiration></Rule>");
            case "publicAccessBlock" ->
                    List.of("<BlockPublicAcls>maybe</BlockPublicAcls>", "<BlockPublicAcls/>");
            case "ownershipControls" ->
                    List.of(
                            "<Rule><ObjectOwnership>none</ObjectOwnership></Rule>",
                            "<Rule/>",
                            "<Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>"
                                    .repeat(2));
            case "notification" ->
                    List.of(
                            "<QueueConfiguration><Queue>arn:minio:sqs::none:webhook</Queue>"
                                    + "<Event>s3:ObjectCreated:*</Event></QueueConfiguration>",
                            "<QueueConfiguration><Queue>arn:minio:sqs::none:webhook</Queue>"
                                    + "<Event>s3:None</Event></QueueConfiguration>",
                            "<QueueConfiguration></QueueConfiguration>",
                            "<TopicConfiguration><Topic>arn:aws:sns:us-east-1:1:t</Topic>"
                                    + "<Event>s3:ObjectCreated:*</Event></TopicConfiguration>");
            default ->
                    List.of(
                            "<ObjectLockEnabled>enabled</ObjectLockEnabled>",
                            "<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule/>",
                            lock("<Mode>GOVERNANCE</Mode><Days>0</Days>"),
                            lock("<Mode>GOVERNANCE</Mode><Days>-1</Days>"),
                            lock("<Mode>GOVERNANCE</Mode>"),
                            lock("<Mode>none</Mode><Days>1</Days>"),
                            lock("<Days>1</Days>"),
                            lock("<Mode>GOVERNANCE</Mode><Days>1</Days><Years>1</Years>"),
                            lock("<Mode>COMPLIANCE</Mode><Years>101</Years>"));
        };
    }

    private static String tags(String tags) {
        return "<TagSet>" + tags + "</TagSet>";
    }

    private static String cors(String method, String origin, String more) {
        return "<CORSRule><AllowedMethod>%s</AllowedMethod><AllowedOrigin>%s</AllowedOrigin>%s</CORSRule>"
                .formatted(method, origin, more);
    }

    private static String encryption(String inner) {
        return "<Rule><ApplyServerSideEncryptionByDefault>"
                + inner
                + "</ApplyServerSideEncryptionByDefault></Rule>";
    }

    private static String rule(String head, String expiration) {
        return "<Rule>%s<Filter><Prefix></Prefix></Filter><Expiration>%s</Expiration></Rule>"
                .formatted(head, expiration);
    }

    private static String lock(String retention) {
        return "<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>"
                + retention
                + "</DefaultRetention></Rule>";
    }

    private static void policyWithout(Cases cases) {
        cases.get("policy: before", "/{b}?policy");
        cases.get("policyStatus: before", "/{b}?policyStatus");
        cases.delete("policy: delete", "/{b}?policy");
        cases.get("policy: of a missing bucket", "/{b}-missing?policy");
        cases.get("policyStatus: of a missing bucket", "/{b}-missing?policyStatus");
        cases.delete("policy: delete of a missing bucket", "/{b}-missing?policy");
    }

    private static void replication(Cases cases) {
        String root = "<ReplicationConfiguration" + NS + ">%s</ReplicationConfiguration>";
        cases.get("replication: before", "/{b}?replication");
        for (String inner :
                List.of(
                        "",
                        "<Role></Role>",
                        "<Role>r</Role><Rule><Status>Enabled</Status></Rule>",
                        "<Role>r</Role><Rule><Status>Enabled</Status><Destination><Bucket>"
                                + "arn:aws:s3:::missing-bucket</Bucket></Destination></Rule>")) {
            cases.document(
                    "replication of " + Cases.brief(inner),
                    "PUT",
                    "/{b}?replication",
                    root.formatted(inner));
        }
        cases.delete("replication: delete", "/{b}?replication");
        cases.get("replication: of a missing bucket", "/{b}-missing?replication");
    }

    private static void website(Cases cases) {
        cases.get("website: before", "/{b}?website");
        cases.delete("website: delete", "/{b}?website");
        cases.get("website: of a missing bucket", "/{b}-missing?website");
        cases.document(
                        "website: put",
                        "PUT",
                        "/{b}?website",
                        "<WebsiteConfiguration"
                                + NS
                                + "><IndexDocument><Suffix>i</Suffix></IndexDocument>"
                                + "</WebsiteConfiguration>")
                .notImplemented();
    }

    private static void constants(Cases cases) {
        for (String sub : List.of("logging", "requestPayment", "accelerate", "acl", "inventory")) {
            cases.get(sub + ": get", "/{b}?" + sub);
            cases.get(sub + ": of a missing bucket", "/{b}-missing?" + sub);
            cases.get(sub + ": anonymous", "/{b}?" + sub).anonymous();
        }
        for (String sub : List.of("logging", "requestPayment", "accelerate", "inventory")) {
            cases.document(sub + ": put", "PUT", "/{b}?" + sub, "<Any/>").notImplemented();
        }
    }
}
