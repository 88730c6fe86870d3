package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Copies: sources of every spelling, directives, a copy onto itself.
final class CopyFamily implements Family {
    @Override
    public String name() {
        return "copy";
    }

    @Override
    public void tell(Cases cases) {
        String bucket = cases.bucket();
        cases.makeBucket();
        cases.put("the source", "/{b}/from", "body")
                .header("content-type", "text/x")
                .header("cache-control", "no-cache")
                .header("x-amz-meta-a", "b")
                .header("x-amz-tagging", "a=b");
        cases.put("a source with a space", "/{b}/a%20b", "body");
        for (String source :
                List.of(
                        "/B/from",
                        "B/from",
                        "%2FB%2Ffrom",
                        "/B%2Ffrom",
                        "//B/from",
                        "/B//from",
                        "/B/from?versionId=null",
                        "/B/from?versionId=none",
                        "/B/from?versionId=",
                        "/B/from?other=1",
                        "/B/a%20b",
                        "/B/a b",
                        "/B/a+b",
                        "/B/missing",
                        "/B-missing/from",
                        "/B",
                        "/B/",
                        "/",
                        "",
                        "from",
                        "/B/%zz",
                        "/B/%FF",
                        "/B/../from",
                        "arn:aws:s3:us-east-1:1:accesspoint/a/object/from")) {
            cases.put("from " + source, "/{b}/to")
                    .header("x-amz-copy-source", source.replace("B", bucket));
        }
        for (String line :
                List.of(
                        "x-amz-metadata-directive: COPY",
                        "x-amz-metadata-directive: REPLACE",
                        "x-amz-metadata-directive: replace",
                        "x-amz-metadata-directive: NONE",
                        "x-amz-tagging-directive: COPY",
                        "x-amz-tagging-directive: REPLACE",
                        "x-amz-tagging-directive: NONE",
                        "x-amz-tagging: c=d",
                        "x-amz-meta-c: d",
                        "content-type: text/y",
                        "x-amz-storage-class: NONE",
                        "x-amz-storage-class: REDUCED_REDUNDANCY",
                        "x-amz-checksum-algorithm: SHA256",
                        "x-amz-checksum-algorithm: NONE",
                        "x-amz-acl: public-read",
                        "x-amz-website-redirect-location: /x",
                        "x-amz-source-expected-bucket-owner: 123456789012",
                        "x-amz-copy-source-range: bytes=0-1",
                        "if-none-match: *",
                        "if-match: *")) {
            int colon = line.indexOf(':');
            cases.put("with " + line, "/{b}/to")
                    .header("x-amz-copy-source", bucket + "/from")
                    .header(line.substring(0, colon), line.substring(colon + 2));
            cases.head("head after " + line, "/{b}/to");
            cases.get("tags after " + line, "/{b}/to?tagging");
            cases.put("onto itself with " + line, "/{b}/from")
                    .header("x-amz-copy-source", bucket + "/from")
                    .header(line.substring(0, colon), line.substring(colon + 2));
        }
        cases.put("onto itself", "/{b}/from").header("x-amz-copy-source", bucket + "/from");
        cases.put("with a body", "/{b}/to", "body").header("x-amz-copy-source", bucket + "/from");
        cases.put("anonymous", "/{b}/to").anonymous().unsigned("x-amz-copy-source: /b/from");
        cases.put("to a missing bucket", "/{b}-missing/to")
                .header("x-amz-copy-source", bucket + "/from");
        cases.put("to a bucket", "/{b}").header("x-amz-copy-source", bucket + "/from");
        cases.put("metadata and tags anew", "/{b}/anew")
                .header("x-amz-copy-source", bucket + "/from")
                .header("x-amz-metadata-directive", "REPLACE")
                .header("x-amz-tagging-directive", "REPLACE")
                .header("x-amz-meta-new", "1")
                .header("x-amz-tagging", "new=1");
        cases.head("head of that", "/{b}/anew");
        cases.get("tags of that", "/{b}/anew?tagging");
        for (String target : List.of("/{b}/to?renameObject", "/{b}/missing?renameObject")) {
            cases.put("rename to " + target, target)
                    .header("x-amz-rename-source", "/" + bucket + "/anew");
        }
    }
}
