package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Bucket policies: documents, and what they let the anonymous do.
final class PolicyFamily implements Family {
    @Override
    public String name() {
        return "policy";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        cases.put("an object", "/{b}/public/k", "x");
        cases.put("another object", "/{b}/private/k", "x");
        documents(cases);
        opened(cases);
    }

    private static String arn(Cases cases) {
        return "arn:aws:s3:::" + cases.bucket();
    }

    private static String statement(String principal, String action, String resource, String more) {
        return "{\"Effect\":\"Allow\",\"Principal\":%s,\"Action\":%s,\"Resource\":%s%s}"
                .formatted(principal, action, resource, more);
    }

    private static String policy(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static void documents(Cases cases) {
        String all = quoted("*");
        String get = quoted("s3:GetObject");
        String objects = quoted(arn(cases) + "/*");
        String valid = policy(statement(all, get, objects, ""));
        for (String text :
                List.of(
                        valid,
                        "",
                        "no document",
                        "{}",
                        "[]",
                        policy(""),
                        valid.replace("2012-10-17", "2008-10-17"),
                        valid.replace("2012-10-17", "2030-01-01"),
                        valid.replace("\"Version\":\"2012-10-17\",", ""),
                        valid.replace("Allow", "allow"),
                        valid.replace("Allow", "Permit"),
                        valid.replace("\"Effect\":\"Allow\",", ""),
                        valid.replace("\"Principal\":\"*\",", ""),
                        valid.replace("GetObject", "NoSuchAction"),
                        valid.replace("s3:GetObject", "*"),
                        valid.replace("s3:GetObject", "ec2:Run"),
                        valid.replace("s3:GetObject", "s3:ListBucket"),
                        valid.replace("s3:GetObject", "s3:Get*"),
                        valid.replace("\"s3:GetObject\"", "[]"),
                        valid.replace("\"s3:GetObject\"", "7"),
                        valid.replace(arn(cases), "arn:aws:s3:::another-bucket"),
                        valid.replace(arn(cases), "arn:aws:s3:::*"),
                        valid.replace(arn(cases) + "/*", "*"),
                        valid.replace(arn(cases) + "/*", "none"),
                        policy(statement("{\"AWS\":\"*\"}", get, objects, "")),
                        policy(statement("{\"AWS\":[\"*\"]}", get, objects, "")),
                        policy(statement("{\"AWS\":\"123456789012\"}", get, objects, "")),
                        policy(statement("{\"AWS\":\"nobody\"}", get, objects, "")),
                        policy(statement("{\"Service\":\"x.amazonaws.com\"}", get, objects, "")),
                        policy(statement("\"nobody\"", get, objects, "")),
                        policy(statement(all, get, objects, ",\"Unknown\":1")),
                        policy(statement(all, get, objects, ",\"Condition\":{}")),
                        policy(statement(all, get, objects, condition("StringLike", "s3:none"))),
                        policy(statement(all, get, objects, condition("None", "aws:Referer"))),
                        policy(
                                statement(
                                        all, get, objects, condition("IpAddress", "aws:SourceIp"))),
                        policy(
                                statement(all, get, objects, ",\"Sid\":\"a\"")
                                        + ","
                                        + statement(all, get, objects, ",\"Sid\":\"a\"")),
                        policy(statement(all, get, objects, "")).replace("Resource", "NotResource"),
                        policy(statement(all, get, objects, "")).replace("Action", "NotAction"),
                        policy(statement(all, get, objects, ""))
                                .replace("Principal", "NotPrincipal"),
                        valid + " ",
                        valid + "x",
                        valid.replace("}]", "}],\"Statement\":[]"))) {
            String name = Cases.brief(text.replace(cases.bucket(), "B")) + text.hashCode();
            cases.delete("without one before " + name, "/{b}?policy");
            cases.put("put " + name, "/{b}?policy", text);
            cases.get("status after " + name, "/{b}?policyStatus");
        }
        cases.put("the valid one", "/{b}?policy", valid);
        cases.get("get", "/{b}?policy");
        cases.put("to a missing bucket", "/{b}-missing?policy", valid);
        cases.put("anonymous", "/{b}?policy", valid).anonymous();
        cases.get("anonymous get", "/{b}?policy").anonymous();
        cases.delete("anonymous delete", "/{b}?policy").anonymous();
    }

    private static String condition(String operator, String key) {
        return ",\"Condition\":{\"%s\":{\"%s\":\"x\"}}".formatted(operator, key);
    }

    /// Two statements: keys below `public/` may be read, written and listed.
    private static void opened(Cases cases) {
        cases.put(
                "open a part",
                "/{b}?policy",
                policy(
                        statement(
                                        quoted("*"),
                                        "[\"s3:GetObject\",\"s3:PutObject\",\"s3:DeleteObject\"]",
                                        quoted(arn(cases) + "/public/*"),
                                        "")
                                + ","
                                + statement(
                                        quoted("*"),
                                        quoted("s3:ListBucket"),
                                        quoted(arn(cases)),
                                        ",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"public/*\"}}")));
        for (String folder : List.of("public", "private")) {
            for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
                for (String key : List.of("k", "missing")) {
                    cases.request(
                                    "anonymous " + method + " " + folder + "/" + key,
                                    method,
                                    "/{b}/" + folder + "/" + key)
                            .anonymous();
                }
            }
            cases.get("anonymous list " + folder, "/{b}?list-type=2&prefix=" + folder + "%2F")
                    .anonymous();
            cases.get("anonymous tags " + folder, "/{b}/" + folder + "/k?tagging").anonymous();
            cases.post("anonymous upload " + folder, "/{b}/" + folder + "/u?uploads", "")
                    .anonymous();
            cases.get("wrong secret " + folder, "/{b}/" + folder + "/k")
                    .signed(Case.Signing.WRONG_SECRET);
        }
        cases.get("anonymous list of all", "/{b}?list-type=2").anonymous();
        cases.head("anonymous head of the bucket", "/{b}").anonymous();
        cases.get("status", "/{b}?policyStatus");
        cases.put(
                "block public policies",
                "/{b}?publicAccessBlock",
                "<PublicAccessBlockConfiguration><RestrictPublicBuckets>true"
                        + "</RestrictPublicBuckets></PublicAccessBlockConfiguration>");
        cases.get("anonymous get when restricted", "/{b}/public/k").anonymous();
    }
}
