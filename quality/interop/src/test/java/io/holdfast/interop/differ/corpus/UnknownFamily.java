package io.holdfast.interop.differ.corpus;

import java.util.List;

/// What this server does not serve, and methods and queries that nobody does.
final class UnknownFamily implements Family {
    @Override
    public String name() {
        return "unknown";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        cases.put("an object", "/{b}/k", "x");
        for (String sub :
                List.of(
                        "analytics",
                        "metrics",
                        "intelligent-tiering",
                        "metadataConfiguration",
                        "metadataTable",
                        "session",
                        "events",
                        "replication-metrics")) {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                cases.request("bucket: " + method + " " + sub, method, "/{b}?" + sub + "&id=1")
                        .notImplemented();
            }
        }
        for (String sub : List.of("acl", "cors", "lifecycle", "policy", "tagging", "versioning")) {
            cases.post("bucket: POST " + sub, "/{b}?" + sub, "").notImplemented();
        }
        for (String sub : List.of("restore", "select&select-type=2")) {
            cases.post("object: POST " + sub, "/{b}/k?" + sub, "<Any/>").notImplemented();
        }
        cases.get("object: GET torrent", "/{b}/k?torrent").notImplemented();
        cases.get("object: GET by a function", "/{b}/k?lambdaArn=x").notImplemented();
        cases.delete("inventory: delete", "/{b}?inventory&id=1").notImplemented();
        for (String sub : List.of("retention", "legal-hold", "acl", "torrent", "attributes")) {
            cases.delete("object: DELETE " + sub, "/{b}/k?" + sub).notImplemented();
        }
        for (String method : List.of("PATCH", "TRACE", "PROPFIND", "get", "X")) {
            cases.request("bucket: method " + method, method, "/{b}");
            cases.request("object: method " + method, method, "/{b}/k");
        }
        cases.request("object: method POST", "POST", "/{b}/k");
        for (String query :
                List.of(
                        "unknown",
                        "unknown=1",
                        "x-id=GetObject",
                        "=",
                        "=1",
                        "a=b=c",
                        "%",
                        "%zz",
                        "a=%",
                        "a=%zz",
                        "a=%00",
                        "a=%ff",
                        "a+b=c+d",
                        "Acl",
                        "versionid=x",
                        "partNumber",
                        "versionId")) {
            cases.get("object: query " + query, "/{b}/k?" + query);
        }
    }
}
