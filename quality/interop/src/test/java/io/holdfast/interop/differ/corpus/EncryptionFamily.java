package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Fields of encryption, right and wrong.
final class EncryptionFamily implements Family {
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @Override
    public String name() {
        return "encryption";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        for (String value : List.of("AES256", "aws:kms", "aws:kms:dsse", "aes256", "none", "")) {
            Case put = cases.put("put " + value, "/{b}/k", "body");
            put.header("x-amz-server-side-encryption", value);
            cases.head("head after " + value, "/{b}/k");
            cases.get("get after " + value, "/{b}/k");
            Case copy = cases.put("copy " + value, "/{b}/copy");
            copy.header("x-amz-copy-source", cases.bucket() + "/k")
                    .header("x-amz-server-side-encryption", value);
            if (value.endsWith(":dsse")) {
                put.notImplemented();
                copy.notImplemented();
            }
            cases.get("get with the field " + value, "/{b}/k")
                    .header("x-amz-server-side-encryption", value);
        }
        for (String id : List.of("first", "none", "arn:aws:kms:us-east-1:1:key/first", "a b")) {
            cases.put("key " + id, "/{b}/kms", "body")
                    .header("x-amz-server-side-encryption", "aws:kms")
                    .header("x-amz-server-side-encryption-aws-kms-key-id", id);
            cases.put("key of AES256 " + id, "/{b}/kms", "body")
                    .header("x-amz-server-side-encryption", "AES256")
                    .header("x-amz-server-side-encryption-aws-kms-key-id", id);
            cases.put("key alone " + id, "/{b}/kms", "body")
                    .header("x-amz-server-side-encryption-aws-kms-key-id", id);
        }
        for (String context : List.of("e30=", "eyJhIjoiYiJ9", "x", "YQ==")) {
            cases.put("context " + context, "/{b}/kms", "body")
                    .header("x-amz-server-side-encryption", "aws:kms")
                    .header("x-amz-server-side-encryption-context", context);
        }
        customers(cases);
    }

    private static void customers(Cases cases) {
        String[][] keys = {
            {"AES256", KEY, md5()},
            {"AES256", KEY, "AAAA"},
            {"AES256", "short", md5()},
            {"none", KEY, md5()},
            {"AES256", KEY, ""},
            {"AES256", "", md5()},
            {"", KEY, md5()},
            {"AES256", "", ""}
        };
        for (String[] key : keys) {
            String what = String.join(" ", key);
            for (String method : List.of("PUT", "GET", "HEAD")) {
                Case one = cases.request("customer's " + method + " " + what, method, "/{b}/c");
                if (method.equals("PUT")) {
                    one.body("body");
                }
                String[] names = {"algorithm", "key", "key-md5"};
                for (int i = 0; i < names.length; i++) {
                    if (!key[i].isEmpty()) {
                        one.header("x-amz-server-side-encryption-customer-" + names[i], key[i]);
                    }
                }
            }
        }
    }

    private static String md5() {
        return Cases.digest("MD5", java.util.Base64.getDecoder().decode(KEY));
    }
}
