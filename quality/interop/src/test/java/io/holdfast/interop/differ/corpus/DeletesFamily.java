package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Deleting many keys with one document.
final class DeletesFamily implements Family {
    @Override
    public String name() {
        return "deletes";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        for (String body :
                List.of(
                        delete("<Object><Key>a</Key></Object>"),
                        delete("<Object><Key>a</Key></Object><Object><Key>b</Key></Object>"),
                        delete("<Quiet>true</Quiet><Object><Key>a</Key></Object>"),
                        delete("<Object><Key>a</Key></Object><Quiet>true</Quiet>"),
                        delete("<Quiet>maybe</Quiet><Object><Key>a</Key></Object>"),
                        delete("<Object><Key>a</Key></Object>".repeat(2)),
                        delete("<Object><Key>missing</Key></Object>"),
                        delete("<Object><Key></Key></Object>"),
                        delete("<Object></Object>"),
                        delete(""),
                        delete("<Object><Key>a</Key><VersionId>null</VersionId></Object>"),
                        delete("<Object><Key>a</Key><VersionId>none</VersionId></Object>"),
                        delete("<Object><Key>a</Key><VersionId></VersionId></Object>"),
                        delete("<Object><Key>a</Key><ETag>*</ETag></Object>"),
                        delete("<Object><Key>a</Key><ETag>none</ETag></Object>"),
                        delete("<Object><Key>a</Key><Size>1</Size></Object>"),
                        delete("<Object><Key>a</Key><Unknown>1</Unknown></Object>"),
                        delete("<Object><Key>" + "k".repeat(1025) + "</Key></Object>"),
                        delete("<Object><Key>../a</Key></Object>"),
                        delete("<Object><Key>/a</Key></Object>"),
                        delete("<Object><Key>a&amp;b</Key></Object>"),
                        delete("<Object><Key>a&#13;b</Key></Object>"),
                        delete("<Object><Key>a</Key></Object>").replace("Delete", "Other"),
                        delete("<Object><Key>k</Key></Object>".repeat(1000)),
                        delete("<Object><Key>k</Key></Object>".repeat(1001)),
                        delete("<Object><Key>a</Key>"),
                        "no document",
                        "")) {
            cases.put("put a before " + Cases.brief(body) + body.length(), "/{b}/a", "x");
            cases.document("by " + Cases.brief(body) + body.length(), "POST", "/{b}?delete", body);
        }
        String one = delete("<Object><Key>a</Key></Object>");
        cases.post("without a digest", "/{b}?delete", one);
        cases.post("with a wrong digest", "/{b}?delete", one).header("content-md5", Cases.md5("x"));
        cases.post("with a checksum", "/{b}?delete", one)
                .header(
                        "x-amz-checksum-sha256",
                        Cases.digest(
                                "SHA-256", one.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        cases.post("with a wrong checksum", "/{b}?delete", one)
                .header("x-amz-checksum-sha256", Cases.digest("SHA-256", new byte[1]));
        cases.post("with another algorithm named", "/{b}?delete", one)
                .header("x-amz-sdk-checksum-algorithm", "CRC32");
        cases.document("anonymous", "POST", "/{b}?delete", one).anonymous();
        cases.document("of a missing bucket", "POST", "/{b}-missing?delete", one);
        cases.document("with a slash", "POST", "/{b}/?delete", one);
        cases.document("of an object", "POST", "/{b}/a?delete", one).notImplemented();
        cases.document("bypassing governance", "POST", "/{b}?delete", one)
                .header("x-amz-bypass-governance-retention", "true");
    }

    private static String delete(String inner) {
        return "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + inner + "</Delete>";
    }
}
