package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Uploads in parts: each step right and wrong.
final class MultipartFamily implements Family {
    private static final int PART_MIN = 5 << 20;

    @Override
    public String name() {
        return "multipart";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        begin(cases);
        parts(cases);
        completions(cases);
        whole(cases);
        copies(cases);
        aborts(cases);
        checksums(cases);
    }

    private static void begin(Cases cases) {
        cases.post("begin", "/{b}/k?uploads", "").keeps("u", "UploadId");
        for (String line :
                List.of(
                        "content-type: text/x",
                        "x-amz-meta-a: b",
                        "x-amz-tagging: a=b",
                        "x-amz-tagging: a=b&a=c",
                        "x-amz-storage-class: NONE",
                        "x-amz-acl: none",
                        "x-amz-acl: public-read",
                        "x-amz-website-redirect-location: x",
                        "x-amz-checksum-algorithm: CRC32",
                        "x-amz-checksum-algorithm: none",
                        "x-amz-checksum-type: FULL_OBJECT",
                        "x-amz-object-lock-mode: GOVERNANCE",
                        "x-amz-server-side-encryption: none")) {
            int colon = line.indexOf(':');
            cases.post("begin with " + line, "/{b}/begun?uploads", "")
                    .header(line.substring(0, colon), line.substring(colon + 2));
        }
        cases.post("begin anonymous", "/{b}/k?uploads", "").anonymous();
        cases.post("begin with a body", "/{b}/begun?uploads", "body");
        cases.post("begin a key too long", "/{b}/" + "k".repeat(1025) + "?uploads", "");
        cases.get("no parts", "/{b}/k?uploadId=${u}");
    }

    private static void parts(Cases cases) {
        for (String number : List.of("0", "-1", "10001", "x", "", "1.5", "99999999999")) {
            cases.put(
                    "part number " + number, "/{b}/k?partNumber=" + number + "&uploadId=${u}", "x");
        }
        cases.put("no part number", "/{b}/k?uploadId=${u}", "x");
        cases.put("part number alone", "/{b}/k?partNumber=1", "x");
        for (String id : List.of("none", "", "${u}x")) {
            cases.put("part to upload " + id, "/{b}/k?partNumber=1&uploadId=" + id, "x");
            cases.get("parts of upload " + id, "/{b}/k?uploadId=" + id);
            cases.post("complete upload " + id, "/{b}/k?uploadId=" + id, complete("1", "x"));
        }
        cases.put("part of another key", "/{b}/other?partNumber=1&uploadId=${u}", "x");
        cases.put("part anonymous", "/{b}/k?partNumber=1&uploadId=${u}", "x").anonymous();
        cases.put("part with a wrong digest", "/{b}/k?partNumber=1&uploadId=${u}", "x")
                .header("content-md5", Cases.md5("y"));
        cases.put("part without a length", "/{b}/k?partNumber=1&uploadId=${u}").withoutLength();
        for (int number : List.of(1, 2, 5, 10000)) {
            cases.put(
                            "part " + number,
                            "/{b}/k?partNumber=" + number + "&uploadId=${u}",
                            "p" + number)
                    .keeps("e" + number, "etag");
        }
        cases.put("part 2 again", "/{b}/k?partNumber=2&uploadId=${u}", "again").keeps("e2", "etag");
        for (String query :
                List.of(
                        "",
                        "max-parts=1",
                        "max-parts=0",
                        "max-parts=1001",
                        "max-parts=-1",
                        "max-parts=x",
                        "part-number-marker=1",
                        "part-number-marker=1&max-parts=1",
                        "part-number-marker=10000",
                        "part-number-marker=-1",
                        "part-number-marker=x",
                        "encoding-type=url",
                        "encoding-type=none")) {
            cases.get("parts by " + query, "/{b}/k?uploadId=${u}&" + query);
        }
        cases.get("parts of another key", "/{b}/other?uploadId=${u}");
        cases.get("parts anonymous", "/{b}/k?uploadId=${u}").anonymous();
        cases.head("head of an upload", "/{b}/k?uploadId=${u}").notImplemented();
    }

    private static String complete(String... numbersAndTags) {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < numbersAndTags.length; i += 2) {
            parts.append(
                    "<Part><PartNumber>%s</PartNumber><ETag>%s</ETag></Part>"
                            .formatted(numbersAndTags[i], numbersAndTags[i + 1]));
        }
        return document(parts.toString());
    }

    private static String document(String inner) {
        return "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + inner
                + "</CompleteMultipartUpload>";
    }

    private static void completions(Cases cases) {
        for (String body :
                List.of(
                        "",
                        "no document",
                        "<Other/>",
                        document(""),
                        document("<Part/>"),
                        document("<Part><PartNumber>1</PartNumber></Part>"),
                        document("<Part><ETag>${e1}</ETag></Part>"),
                        document("<Part><PartNumber>x</PartNumber><ETag>${e1}</ETag></Part>"),
                        complete("0", "${e1}"),
                        complete("10001", "${e1}"),
                        complete("3", "${e1}"),
                        complete("1", "${e2}"),
                        complete("1", "none"),
                        complete("1", ""),
                        complete("2", "${e2}", "1", "${e1}"),
                        complete("1", "${e1}", "1", "${e1}"),
                        complete("1", "${e1}", "2", "${e2}"),
                        complete("1", "${e1}").replace("</CompleteMultipartUpload>", ""))) {
            cases.post("complete with " + Cases.brief(body), "/{b}/k?uploadId=${u}", body);
        }
        cases.post("complete another key", "/{b}/other?uploadId=${u}", complete("1", "${e1}"));
        cases.post("complete anonymous", "/{b}/k?uploadId=${u}", complete("1", "${e1}"))
                .anonymous();
        cases.post(
                        "complete if none matches, which is so",
                        "/{b}/k?uploadId=${u}",
                        complete("1", "none"))
                .header("if-none-match", "*");
        cases.post(
                        "complete by a size that is not so",
                        "/{b}/k?uploadId=${u}",
                        complete("1", "${e1}"))
                .header("x-amz-mp-object-size", "17");
        cases.post(
                        "complete by a size that is none",
                        "/{b}/k?uploadId=${u}",
                        complete("1", "${e1}"))
                .header("x-amz-mp-object-size", "x");
        cases.post("complete with one part", "/{b}/k?uploadId=${u}", complete("5", "${e5}"));
        cases.post("complete again", "/{b}/k?uploadId=${u}", complete("5", "${e5}"));
        cases.get("get", "/{b}/k");
        cases.get("get part 1", "/{b}/k?partNumber=1");
        cases.get("get part 2", "/{b}/k?partNumber=2");
        cases.get("attributes", "/{b}/k?attributes")
                .header("x-amz-object-attributes", "ETag,ObjectParts,ObjectSize,Checksum");
        cases.put("part to a completed upload", "/{b}/k?partNumber=1&uploadId=${u}", "x");
        cases.delete("abort a completed upload", "/{b}/k?uploadId=${u}");
    }

    /// Two parts of which the first has the least size that is allowed.
    private static void whole(Cases cases) {
        cases.post("large: begin", "/{b}/large?uploads", "").keeps("l", "UploadId");
        cases.put("large: part 1", "/{b}/large?partNumber=1&uploadId=${l}")
                .body(new byte[PART_MIN])
                .keeps("l1", "etag");
        cases.put("large: part 2", "/{b}/large?partNumber=2&uploadId=${l}", "tail")
                .keeps("l2", "etag");
        cases.get("large: parts", "/{b}/large?uploadId=${l}");
        cases.post(
                "large: complete",
                "/{b}/large?uploadId=${l}",
                complete("1", "${l1}", "2", "${l2}"));
        cases.head("large: head", "/{b}/large");
        for (String part : List.of("1", "2", "3", "0")) {
            cases.head("large: head of part " + part, "/{b}/large?partNumber=" + part);
        }
        cases.get("large: part 2", "/{b}/large?partNumber=2");
        cases.get("large: over the seam", "/{b}/large")
                .header("range", "bytes=" + (PART_MIN - 1) + "-" + PART_MIN);
        cases.get("large: attributes", "/{b}/large?attributes")
                .header("x-amz-object-attributes", "ETag,ObjectParts,ObjectSize,Checksum");
        cases.get("large: attributes by pages", "/{b}/large?attributes")
                .header("x-amz-object-attributes", "ObjectParts")
                .header("x-amz-max-parts", "1");
    }

    private static void copies(Cases cases) {
        String source = "/" + cases.bucket() + "/large";
        cases.post("copy: begin", "/{b}/copy?uploads", "").keeps("c", "UploadId");
        String at = "/{b}/copy?partNumber=1&uploadId=${c}";
        for (String range :
                List.of(
                        "bytes=0-9",
                        "bytes=0-",
                        "bytes=-5",
                        "bytes=5-4",
                        "bytes=0-99999999",
                        "bytes=99999999-99999999",
                        "0-9",
                        "x",
                        "")) {
            cases.put("copy: range " + range, at)
                    .header("x-amz-copy-source", source)
                    .header("x-amz-copy-source-range", range);
        }
        for (String other :
                List.of(source + "-missing", "/missing-bucket-of/k", "", "/", "x", "%zz")) {
            cases.put("copy: from " + other.replace(cases.bucket(), "B"), at)
                    .header("x-amz-copy-source", other);
        }
        cases.put("copy: a body too", at).header("x-amz-copy-source", source).body("body");
        cases.put("copy: to no upload", "/{b}/copy?partNumber=1&uploadId=none")
                .header("x-amz-copy-source", source);
        cases.put("copy: part 0", "/{b}/copy?partNumber=0&uploadId=${c}")
                .header("x-amz-copy-source", source);
        cases.put("copy: if it does not match", at)
                .header("x-amz-copy-source", source)
                .header("x-amz-copy-source-if-match", "\"other\"");
        cases.put("copy: if none matches", at)
                .header("x-amz-copy-source", source)
                .header("x-amz-copy-source-if-none-match", "*");
    }

    private static void aborts(Cases cases) {
        cases.delete("abort anonymous", "/{b}/copy?uploadId=${c}").anonymous();
        cases.delete("abort of another key", "/{b}/other?uploadId=${c}");
        cases.delete("abort", "/{b}/copy?uploadId=${c}");
        cases.delete("abort again", "/{b}/copy?uploadId=${c}");
        cases.delete("abort none", "/{b}/copy?uploadId=none");
        cases.get("parts after the abort", "/{b}/copy?uploadId=${c}");
        cases.put("part after the abort", "/{b}/copy?partNumber=1&uploadId=${c}", "x");
        cases.get("uploads after the abort", "/{b}?uploads&prefix=copy");
    }

    /// Uploads that were begun with a checksum.
    private static void checksums(Cases cases) {
        for (String kind :
                List.of(
                        "CRC32 COMPOSITE",
                        "CRC32 FULL_OBJECT",
                        "SHA256 COMPOSITE",
                        "SHA256 FULL_OBJECT",
                        "CRC64NVME COMPOSITE",
                        "CRC64NVME FULL_OBJECT")) {
            String algorithm = kind.substring(0, kind.indexOf(' '));
            String key = "/{b}/sum-" + kind.replace(' ', '-');
            String id = "s" + kind.hashCode();
            String field = "x-amz-checksum-" + algorithm.toLowerCase(java.util.Locale.ROOT);
            cases.post(kind + ": begin", key + "?uploads", "")
                    .header("x-amz-checksum-algorithm", algorithm)
                    .header("x-amz-checksum-type", kind.substring(kind.indexOf(' ') + 1))
                    .keeps(id, "UploadId");
            String part = key + "?partNumber=1&uploadId=${" + id + "}";
            cases.put(kind + ": part without", part, "x");
            cases.put(kind + ": part with a wrong one", part, "x").header(field, "AAAAAA==");
            cases.put(kind + ": part with a trailer's name alone", part, "x")
                    .header("x-amz-sdk-checksum-algorithm", algorithm)
                    .keeps(id + "e", "etag")
                    .keeps(id + "v", field);
            cases.put(kind + ": part of another kind", part, "x")
                    .header("x-amz-checksum-sha1", Cases.digest("SHA-1", new byte[] {'x'}));
            cases.get(kind + ": parts", key + "?uploadId=${" + id + "}");
            cases.post(
                    kind + ": complete without",
                    key + "?uploadId=${" + id + "}",
                    complete("1", "9dd4e461268c8034f5c8564e155c67a6"));
            cases.head(kind + ": head", key).header("x-amz-checksum-mode", "ENABLED");
        }
    }
}
