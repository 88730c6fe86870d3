package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Objects: what fields say of them, what is answered back, keys of all kinds.
final class ObjectFamily implements Family {
    private static final List<String> FIELDS =
            List.of(
                    "content-type: text/plain",
                    "content-type: ",
                    "content-type: none/of;these=\"x\"",
                    "cache-control: no-cache",
                    "content-disposition: attachment; filename=\"x\"",
                    "content-encoding: gzip",
                    "content-encoding: aws-chunked",
                    "content-encoding: gzip,aws-chunked",
                    "content-language: de",
                    "expires: Thu, 01 Dec 2044 16:00:00 GMT",
                    "expires: no date",
                    "x-amz-meta-a: b",
                    "x-amz-meta-: empty",
                    "x-amz-meta-long: " + "v".repeat(1900),
                    "x-amz-meta-too-long: " + "v".repeat(2100),
                    "x-amz-meta-empty: ",
                    "x-amz-meta-punctuation: a,b;c=\"d\" (e) <f> &",
                    "x-amz-storage-class: STANDARD",
                    "x-amz-storage-class: REDUCED_REDUNDANCY",
                    "x-amz-storage-class: standard",
                    "x-amz-storage-class: NONE",
                    "x-amz-storage-class: GLACIER",
                    "x-amz-website-redirect-location: /other",
                    "x-amz-website-redirect-location: other",
                    "x-amz-website-redirect-location: http://example.com/",
                    "x-amz-acl: private",
                    "x-amz-acl: public-read",
                    "x-amz-acl: none",
                    "x-amz-acl: bucket-owner-full-control",
                    "x-amz-grant-read: id=none",
                    "x-amz-tagging: a=b",
                    "x-amz-tagging: a=b&a=c",
                    "x-amz-tagging: a",
                    "x-amz-tagging: =b",
                    "x-amz-tagging: aws:a=b",
                    "x-amz-tagging: a=b&c=d&e=f&g=h&i=j&k=l&m=n&o=p&q=r&s=t&u=v",
                    "x-amz-tagging: a=%",
                    "x-amz-request-payer: requester",
                    "x-amz-expected-bucket-owner: 123456789012",
                    "x-amz-mfa: 1 2",
                    "x-amz-unknown: 1",
                    "x-minio-unknown: 1",
                    "x-amz-object-lock-mode: GOVERNANCE",
                    "x-amz-object-lock-legal-hold: ON",
                    "x-amz-write-offset-bytes: 0",
                    "if-none-match: x",
                    "expect: 100-continue",
                    "content-md5: x",
                    "content-md5: AAAA",
                    "content-md5: ",
                    "content-md5: 1B2M2Y8AsgTpgAmY7PhCfg==",
                    "content-length: x",
                    "content-length: -1",
                    "date: x",
                    "x-amz-decoded-content-length: 1",
                    "x-amz-decoded-content-length: x");

    @Override
    public String name() {
        return "object";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        fields(cases);
        sizes(cases);
        missing(cases);
        overrides(cases);
        keys(cases);
    }

    private static void fields(Cases cases) {
        for (String line : FIELDS) {
            int colon = line.indexOf(':');
            String brief = Cases.brief(line);
            cases.put("put with " + brief, "/{b}/field", "body")
                    .header(line.substring(0, colon), line.substring(colon + 2));
            cases.head("head after " + brief, "/{b}/field");
            cases.delete("delete after " + brief, "/{b}/field");
        }
        cases.put("put without a length", "/{b}/field").withoutLength();
        cases.put("put with an odd field", "/{b}/field", "x").unsigned("x-odd-field: \u00e9");
        cases.put("put with metadata unsigned", "/{b}/field", "x").unsigned("x-amz-meta-u: 1");
        cases.get("get what has been put", "/{b}/field");
        cases.put("metadata of two kilobytes in pieces", "/{b}/field", "x")
                .header("x-amz-meta-a", "v".repeat(1000))
                .header("x-amz-meta-b", "v".repeat(1000))
                .header("x-amz-meta-c", "v".repeat(1000));
    }

    private static void sizes(Cases cases) {
        for (int size : List.of(0, 1, 1000, 65_536, 200_000)) {
            cases.put("put of " + size, "/{b}/size-" + size).body(new byte[size]);
            cases.head("head of " + size, "/{b}/size-" + size);
            cases.get("attributes of " + size, "/{b}/size-" + size + "?attributes")
                    .header("x-amz-object-attributes", "ETag,ObjectSize,StorageClass");
        }
        cases.get("get of 0", "/{b}/size-0");
        cases.get("get of 1000", "/{b}/size-1000");
        for (String asked :
                List.of("ETag", "Checksum", "ObjectParts", "StorageClass", "None", "etag", "")) {
            cases.get("attributes: " + asked, "/{b}/size-1?attributes")
                    .header("x-amz-object-attributes", asked);
        }
        cases.get("attributes: no field", "/{b}/size-1?attributes");
        cases.get("attributes: of a missing key", "/{b}/missing?attributes")
                .header("x-amz-object-attributes", "ETag");
        for (String part : List.of("0", "1", "2", "10000", "10001", "-1", "x", "")) {
            cases.get("part " + part, "/{b}/size-1000?partNumber=" + part);
            cases.head("head of part " + part, "/{b}/size-1000?partNumber=" + part);
        }
        cases.get("part and range", "/{b}/size-1000?partNumber=1").header("range", "bytes=0-1");
    }

    private static void missing(Cases cases) {
        for (String sub :
                List.of("", "acl", "tagging", "retention", "legal-hold", "partNumber=1")) {
            cases.get("missing: get " + sub, "/{b}/missing?" + sub);
            cases.get("missing: anonymous get " + sub, "/{b}/missing?" + sub).anonymous();
        }
        cases.head("missing: head", "/{b}/missing");
        cases.delete("missing: delete", "/{b}/missing");
        cases.delete("missing: delete the tags", "/{b}/missing?tagging");
        for (String id :
                List.of("null", "none", "", "00000000-0000-0000-0000-000000000000", "a%2Fb")) {
            for (String key : List.of("missing", "size-1")) {
                cases.get("get " + key + " of version " + id, "/{b}/" + key + "?versionId=" + id);
                cases.head("head " + key + " of version " + id, "/{b}/" + key + "?versionId=" + id);
            }
            cases.delete("delete missing of version " + id, "/{b}/missing?versionId=" + id);
        }
        cases.get("with a slash at its end", "/{b}/size-1/");
        cases.get("below an object", "/{b}/size-1/below");
    }

    private static void overrides(Cases cases) {
        for (String name :
                List.of(
                        "content-type",
                        "content-language",
                        "expires",
                        "cache-control",
                        "content-disposition",
                        "content-encoding",
                        "unknown")) {
            cases.get("override " + name, "/{b}/size-1?response-" + name + "=text%2Fx");
            cases.head("override in a head " + name, "/{b}/size-1?response-" + name + "=text%2Fx");
            cases.get("override anonymous " + name, "/{b}/size-1?response-" + name + "=text%2Fx")
                    .anonymous();
        }
        cases.get("override by nothing", "/{b}/size-1?response-content-type=");
        cases.get("override of a missing key", "/{b}/missing?response-content-type=text%2Fx");
    }

    private static void keys(Cases cases) {
        for (String key :
                List.of(
                        "a%20b",
                        "a%2Bb",
                        "a%2Fb",
                        "%C3%A9",
                        "%E2%82%AC",
                        "a%00b",
                        "a%0Ab",
                        "a%FFb",
                        "a%5Cb",
                        "a%22b",
                        "a%3Cb%3E",
                        "a%26b",
                        "a%3Fb",
                        "a%23b",
                        "a%25b",
                        "a//b",
                        "/a",
                        "a/",
                        "a/b/c/",
                        ".",
                        "..",
                        "a/./b",
                        "a/../b",
                        "./a",
                        "../a",
                        "...",
                        "a%7Fb",
                        "%F0%9F%98%80",
                        "~tilde",
                        "star%2A",
                        "k".repeat(255),
                        "k".repeat(256),
                        ("k".repeat(250) + "/").repeat(4) + "k".repeat(20),
                        ("k".repeat(250) + "/").repeat(4) + "k".repeat(21))) {
            String name = key.length() > 40 ? "length " + key.length() : key;
            cases.put("put the key " + name, "/{b}/" + key, "x");
            cases.get("get the key " + name, "/{b}/" + key);
            cases.delete("delete the key " + name, "/{b}/" + key);
        }
    }
}
