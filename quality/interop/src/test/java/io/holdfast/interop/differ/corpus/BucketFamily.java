package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Making, finding and removing buckets.
final class BucketFamily implements Family {
    private static final String CONFIGURATION =
            "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                    + "%s</CreateBucketConfiguration>";

    @Override
    public String name() {
        return "bucket";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        cases.put("again", "/{b}");
        cases.head("head", "/{b}");
        cases.head("head with a slash", "/{b}/");
        cases.get("location", "/{b}?location");
        names(cases);
        bodies(cases);
        fields(cases);
        missing(cases);
        cases.put("an object", "/{b}/k", "x");
        cases.delete("delete while not empty", "/{b}");
        cases.delete("remove the object", "/{b}/k");
        cases.delete("delete", "/{b}");
        cases.delete("delete again", "/{b}");
        cases.head("head when gone", "/{b}");
    }

    private static void names(Cases cases) {
        for (String name :
                List.of(
                        "a",
                        "ab",
                        "Upper-case",
                        "under_score",
                        "-begins",
                        "ends-",
                        ".begins",
                        "ends.",
                        "two..dots",
                        "dash.-dot",
                        "dot-.dash",
                        "192.168.5.4",
                        "xn--name",
                        "name-s3alias",
                        "name--ol-s3",
                        "sthree-name",
                        "amzn-s3-demo-name",
                        "name.mrap",
                        "name--x-s3",
                        "name--table-s3",
                        "with%20space",
                        "with%2Fslash",
                        "caf%C3%A9",
                        "x".repeat(64),
                        "plus+sign",
                        "star*",
                        "minio",
                        ".minio.sys",
                        "holdfast")) {
            cases.put("create named " + Cases.brief(name), "/" + name);
            cases.get("list named " + Cases.brief(name), "/" + name);
        }
    }

    private static void bodies(Cases cases) {
        int number = 3;
        for (String body :
                List.of(
                        CONFIGURATION.formatted(""),
                        CONFIGURATION.formatted(
                                "<LocationConstraint>us-east-1</LocationConstraint>"),
                        CONFIGURATION.formatted(
                                "<LocationConstraint>eu-west-9</LocationConstraint>"),
                        CONFIGURATION.formatted("<LocationConstraint></LocationConstraint>"),
                        CONFIGURATION.formatted("<Unknown>1</Unknown>"),
                        CONFIGURATION.formatted(
                                "<Tags><Tag><Key>a</Key><Value>b</Value></Tag></Tags>"),
                        CONFIGURATION.formatted("<LocationConstraint>"),
                        "<Other/>",
                        "no document",
                        "{}")) {
            cases.put("create with " + Cases.brief(body), "/{b}" + number, body);
            number++;
        }
    }

    private static void fields(Cases cases) {
        for (String line :
                List.of(
                        "x-amz-acl: private",
                        "x-amz-acl: public-read",
                        "x-amz-acl: none-of-these",
                        "x-amz-object-ownership: BucketOwnerEnforced",
                        "x-amz-object-ownership: ObjectWriter",
                        "x-amz-object-ownership: none-of-these",
                        "x-amz-bucket-object-lock-enabled: true",
                        "x-amz-bucket-object-lock-enabled: false",
                        "x-amz-bucket-object-lock-enabled: none-of-these",
                        "x-amz-grant-read: id=none-of-these",
                        "x-amz-expected-bucket-owner: 123456789012")) {
            int colon = line.indexOf(':');
            String suffix = line.replaceAll("[^a-z]", "");
            cases.put("create with " + line, "/{b}-" + suffix.substring(4))
                    .header(line.substring(0, colon), line.substring(colon + 2));
            cases.delete("delete that of " + line, "/{b}-" + suffix.substring(4));
        }
        cases.head("head, expecting another owner", "/{b}")
                .header("x-amz-expected-bucket-owner", "123456789012");
        cases.head("head, expecting no number", "/{b}")
                .header("x-amz-expected-bucket-owner", "nobody");
    }

    private static void missing(Cases cases) {
        cases.get("missing: list", "/{b}-missing");
        cases.get("missing: list version 2", "/{b}-missing?list-type=2");
        cases.head("missing: head", "/{b}-missing");
        cases.delete("missing: delete", "/{b}-missing");
        cases.get("missing: object", "/{b}-missing/k");
        cases.head("missing: head of an object", "/{b}-missing/k");
        cases.put("missing: put", "/{b}-missing/k", "x");
        cases.delete("missing: delete an object", "/{b}-missing/k");
        cases.post("missing: begin an upload", "/{b}-missing/k?uploads", "");
        cases.get("missing: anonymous", "/{b}-missing").anonymous();
        cases.get("anonymous list", "/{b}").anonymous();
        cases.head("anonymous head", "/{b}").anonymous();
        cases.put("anonymous create", "/{b}-anonymous").anonymous();
        cases.delete("anonymous delete", "/{b}").anonymous();
    }
}
