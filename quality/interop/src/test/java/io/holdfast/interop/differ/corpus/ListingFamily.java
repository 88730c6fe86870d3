package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Listings of keys, versions and uploads by every parameter.
final class ListingFamily implements Family {
    /// No key is a folder of another one: the peer has either.
    private static final List<String> KEYS =
            List.of("aa", "a/b", "a/c/d", "b%20c", "b%2Bc", "c/", "d%26e", "%C3%A9", "z%3Cz%3E");

    /// What all listings know.
    private static final List<String> COMMON =
            List.of(
                    "prefix=a",
                    "prefix=a%2F",
                    "prefix=none",
                    "prefix=",
                    "delimiter=%2F",
                    "delimiter=",
                    "delimiter=a",
                    "delimiter=%2Fb",
                    "prefix=a%2F&delimiter=%2F",
                    "prefix=a&delimiter=%2F",
                    "encoding-type=url",
                    "encoding-type=URL",
                    "encoding-type=none",
                    "encoding-type=",
                    "encoding-type=url&delimiter=%2F&prefix=a%2F",
                    "encoding-type=url&delimiter=%20",
                    "prefix=%ff",
                    "prefix=%00",
                    "prefix=/a",
                    "prefix=a&prefix=b",
                    "unknown=1");

    private static final List<String> COUNTS =
            List.of("0", "1", "2", "1000", "1001", "-1", "x", "", "2147483648", "1.5");

    @Override
    public String name() {
        return "listing";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        for (String form : List.of("?list-type=2", "?", "?versions", "?uploads")) {
            cases.get("nothing in " + form, "/{b}" + form);
        }
        for (String key : KEYS) {
            cases.put("put " + key, "/{b}/" + key, "x");
        }
        for (String form : List.of("list-type=2", "x-id=ListObjects", "versions", "uploads")) {
            boolean isUploads = form.equals("uploads");
            if (isUploads) {
                KEYS.forEach(key -> cases.post("begin " + key, "/{b}/" + key + "?uploads", ""));
            }
            cases.get(form + " of all", "/{b}?" + form);
            for (String query : COMMON) {
                cases.get(form + " " + query, "/{b}?" + form + "&" + query);
            }
            for (String count : COUNTS) {
                String name = isUploads ? "max-uploads=" : "max-keys=";
                cases.get(form + " " + name + count, "/{b}?" + form + "&" + name + count);
            }
            cases.get(form + " anonymous", "/{b}?" + form).anonymous();
            cases.get(form + " of a missing bucket", "/{b}-missing?" + form);
        }
        version1(cases);
        version2(cases);
        versions(cases);
        uploads(cases);
        forms(cases);
    }

    private static void version1(Cases cases) {
        for (String query :
                List.of(
                        "marker=a",
                        "marker=a%2Fb&max-keys=1",
                        "marker=zz",
                        "marker=none&prefix=a",
                        "marker=a%2F&delimiter=%2F",
                        "marker=a&delimiter=%2F&max-keys=1",
                        "marker=a&delimiter=%2F&max-keys=2",
                        "delimiter=%2F&max-keys=2",
                        "marker=b&encoding-type=url&max-keys=1")) {
            cases.get("version 1 " + query, "/{b}?" + query);
        }
    }

    private static void version2(Cases cases) {
        for (String query :
                List.of(
                        "start-after=a",
                        "start-after=a%2Fb&max-keys=1",
                        "start-after=zz",
                        "start-after=b&prefix=a",
                        "start-after=a%2F&delimiter=%2F",
                        "fetch-owner=true",
                        "fetch-owner=false",
                        "fetch-owner=x",
                        "continuation-token=",
                        "continuation-token=none",
                        "continuation-token=YQ%3D%3D",
                        "delimiter=%2F&max-keys=2",
                        "delimiter=%2F&max-keys=1&start-after=a",
                        "start-after=b&encoding-type=url&max-keys=1",
                        "marker=b")) {
            cases.get("version 2 " + query, "/{b}?list-type=2&" + query);
        }
        cases.get("version 2 first page", "/{b}?list-type=2&max-keys=3")
                .keeps("token", "NextContinuationToken");
        cases.get(
                        "version 2 second page",
                        "/{b}?list-type=2&max-keys=3&continuation-token=${token}")
                .keeps("token2", "NextContinuationToken");
        cases.get(
                "version 2 third page", "/{b}?list-type=2&max-keys=3&continuation-token=${token2}");
        cases.get(
                "version 2 token and start",
                "/{b}?list-type=2&max-keys=3&start-after=z&continuation-token=${token}");
        cases.get("list-type=1", "/{b}?list-type=1");
        cases.get("list-type=3", "/{b}?list-type=3");
        cases.get("list-type=", "/{b}?list-type=");
        cases.get("optional attributes", "/{b}?list-type=2")
                .header("x-amz-optional-object-attributes", "RestoreStatus");
    }

    private static void versions(Cases cases) {
        for (String query :
                List.of(
                        "key-marker=a",
                        "key-marker=a&max-keys=1",
                        "key-marker=zz",
                        "key-marker=a&version-id-marker=null",
                        "key-marker=a&version-id-marker=none",
                        "key-marker=a&version-id-marker=",
                        "version-id-marker=null",
                        "key-marker=a%2F&delimiter=%2F",
                        "delimiter=%2F&max-keys=2",
                        "marker=a")) {
            cases.get("versions " + query, "/{b}?versions&" + query);
        }
    }

    private static void uploads(Cases cases) {
        for (String query :
                List.of(
                        "key-marker=a",
                        "key-marker=a&max-uploads=1",
                        "key-marker=zz",
                        "key-marker=a&upload-id-marker=none",
                        "upload-id-marker=none",
                        "delimiter=%2F&max-uploads=2",
                        "prefix=a%2Fb")) {
            cases.get("uploads " + query, "/{b}?uploads&" + query);
        }
    }

    /// A bucket written with and without a slash, and what a HEAD makes of a listing.
    private static void forms(Cases cases) {
        cases.get("with a slash", "/{b}/?list-type=2");
        cases.head("head of a listing", "/{b}?list-type=2");
        cases.get("two sub-resources", "/{b}?versions&uploads");
        cases.get("versions with a value", "/{b}?versions=1");
    }
}
