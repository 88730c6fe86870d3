package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Lists of grants, where the owner of the bucket has all, as in new buckets.
final class AclFamily implements Family {
    @Override
    public String name() {
        return "acl";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        cases.put("an object", "/{b}/k", "x");
        for (String target : List.of("/{b}?acl", "/{b}/k?acl")) {
            String what = target.contains("/k") ? "object " : "bucket ";
            cases.get(what + "get", target);
            for (String acl :
                    List.of(
                            "private",
                            "public-read",
                            "public-read-write",
                            "authenticated-read",
                            "bucket-owner-full-control",
                            "log-delivery-write",
                            "none",
                            "")) {
                Case put = cases.put(what + "put " + acl, target).header("x-amz-acl", acl);
                if (acl.equals("log-delivery-write")) {
                    put.notImplemented();
                }
            }
            for (String body :
                    List.of("no document", "<Other/>", "<AccessControlPolicy/>", grant("READ"))) {
                cases.put(what + "put " + Cases.brief(body), target, body);
            }
            cases.put(what + "put nothing", target);
            cases.put(what + "put a grant", target).header("x-amz-grant-read", "id=none");
            cases.put(what + "put a grant to all", target)
                    .header(
                            "x-amz-grant-read",
                            "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"");
            cases.put(what + "put anonymous", target).anonymous().unsigned("x-amz-acl: private");
            cases.get(what + "get anonymous", target).anonymous();
        }
        cases.get("of a missing key", "/{b}/missing?acl");
        cases.put("put to a missing key", "/{b}/missing?acl").header("x-amz-acl", "private");
        cases.put("put to a missing bucket", "/{b}-missing?acl").header("x-amz-acl", "private");
    }

    private static String grant(String permission) {
        return "<AccessControlPolicy><Owner><ID>none</ID></Owner><AccessControlList><Grant><Grantee"
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"CanonicalUser\"><ID>none</ID></Grantee><Permission>"
                + permission
                + "</Permission></Grant></AccessControlList></AccessControlPolicy>";
    }
}
