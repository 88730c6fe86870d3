package io.holdfast.interop.differ.corpus;

import java.util.List;

/// What is asked of no bucket.
final class ServiceFamily implements Family {
    @Override
    public String name() {
        return "service";
    }

    @Override
    public void tell(Cases cases) {
        cases.get("no buckets", "/");
        cases.makeBucket();
        cases.put("a second bucket", "/{b}2");
        cases.get("buckets", "/");
        for (String query :
                List.of(
                        "max-buckets=1",
                        "max-buckets=10000",
                        "max-buckets=0",
                        "max-buckets=10001",
                        "max-buckets=x",
                        "max-buckets=-1",
                        "prefix=" + cases.bucket(),
                        "prefix=none-of-these",
                        "bucket-region=us-east-1",
                        "bucket-region=eu-west-9",
                        "continuation-token=bm90aGluZw%3D%3D",
                        "x-id=ListBuckets",
                        "unknown=1")) {
            cases.get("buckets by " + query.replace(cases.bucket(), "B"), "/?" + query);
        }
        cases.get("anonymous", "/").anonymous();
        for (String method : List.of("HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS")) {
            cases.request("method " + method, method, "/");
        }
        for (String sub : List.of("acl", "policy", "versioning", "uploads", "location")) {
            cases.get("sub-resource " + sub, "/?" + sub).notImplemented();
        }
    }
}
