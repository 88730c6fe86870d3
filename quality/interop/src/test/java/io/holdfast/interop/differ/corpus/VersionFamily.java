package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Versions and delete markers, versioning enabled and suspended, and tags of versions.
final class VersionFamily implements Family {
    @Override
    public String name() {
        return "version";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        cases.put("before versioning", "/{b}/old", "x");
        versioning(cases, "Enabled");
        cases.put("first", "/{b}/k", "one").keeps("v1", "x-amz-version-id");
        cases.put("second", "/{b}/k", "two").keeps("v2", "x-amz-version-id");
        cases.delete("marker", "/{b}/k").keeps("m", "x-amz-version-id");
        cases.delete("marker of a key that never was", "/{b}/never");
        for (String method : List.of("GET", "HEAD")) {
            for (String id : List.of("", "${v1}", "${v2}", "${m}", "null", "none")) {
                String target = "/{b}/k" + (id.isEmpty() ? "" : "?versionId=" + id);
                cases.request(method + " version " + id, method, target);
            }
            cases.request(method + " null version", method, "/{b}/old?versionId=null");
            cases.request(method + " a version of another key", method, "/{b}/old?versionId=${v1}");
        }
        for (String sub : List.of("tagging", "acl", "attributes")) {
            for (String id : List.of("${v1}", "${m}", "none")) {
                cases.get(sub + " of version " + id, "/{b}/k?" + sub + "&versionId=" + id)
                        .header("x-amz-object-attributes", "ETag");
            }
        }
        lists(cases);
        for (String source : List.of("${v1}", "${m}", "none", "null")) {
            cases.put("copy of version " + source, "/{b}/copy")
                    .header("x-amz-copy-source", cases.bucket() + "/k?versionId=" + source);
        }
        cases.put("copy of a marker", "/{b}/copy")
                .header("x-amz-copy-source", cases.bucket() + "/k");
        deletes(cases);
        suspended(cases);
        cases.delete("bucket with versions", "/{b}");
    }

    private static void versioning(Cases cases, String status) {
        cases.document(
                "versioning " + status,
                "PUT",
                "/{b}?versioning",
                "<VersioningConfiguration><Status>"
                        + status
                        + "</Status></VersioningConfiguration>");
        cases.get("versioning is " + status, "/{b}?versioning");
    }

    private static void lists(Cases cases) {
        for (String query :
                List.of(
                        "",
                        "max-keys=1",
                        "max-keys=2",
                        "key-marker=k&version-id-marker=${v2}",
                        "key-marker=k&version-id-marker=${m}&max-keys=1",
                        "key-marker=k&version-id-marker=none",
                        "key-marker=k",
                        "prefix=k",
                        "delimiter=e")) {
            cases.get("versions by " + query, "/{b}?versions&" + query);
        }
        cases.get("keys", "/{b}?list-type=2");
    }

    private static void deletes(Cases cases) {
        cases.put(
                "tags of a version",
                "/{b}/k?tagging&versionId=${v1}",
                "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>");
        cases.get("tags of that version", "/{b}/k?tagging&versionId=${v1}");
        cases.delete("tags of that version away", "/{b}/k?tagging&versionId=${v1}");
        cases.put("tags of a marker", "/{b}/k?tagging", "<Tagging><TagSet/></Tagging>");
        cases.delete("tags of a marker away", "/{b}/k?tagging");
        cases.delete("delete the marker", "/{b}/k?versionId=${m}");
        cases.get("get after that", "/{b}/k");
        cases.delete("delete the second", "/{b}/k?versionId=${v2}");
        cases.get("get the first", "/{b}/k");
        cases.delete("delete a version that is gone", "/{b}/k?versionId=${v2}");
        cases.delete("delete no version", "/{b}/k?versionId=none");
        cases.delete("delete the null version", "/{b}/old?versionId=null");
        cases.document(
                        "delete versions and make markers",
                        "POST",
                        "/{b}?delete",
                        "<Delete><Object><Key>k</Key></Object><Object><Key>k</Key><VersionId>${v1}</VersionId>"
                                + "</Object><Object><Key>new</Key></Object></Delete>")
                .header("content-md5", "");
        cases.post(
                        "delete versions and make markers, by checksum",
                        "/{b}?delete",
                        "<Delete><Object><Key>k</Key></Object></Delete>")
                .header("content-md5", Cases.md5("<Delete><Object><Key>k</Key></Object></Delete>"));
    }

    private static void suspended(Cases cases) {
        versioning(cases, "Suspended");
        cases.put("null version", "/{b}/k", "null");
        cases.put("null version again", "/{b}/k", "again");
        cases.get("get it", "/{b}/k");
        cases.delete("null marker", "/{b}/k");
        cases.get("versions in the end", "/{b}?versions&prefix=k");
        cases.head("head of the null marker", "/{b}/k?versionId=null");
        cases.delete("delete the null marker", "/{b}/k?versionId=null");
    }
}
