package io.holdfast.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The values of condition keys that speak of who asks [IAM: global condition keys: properties of
/// the principal].
final class BearerValues {
    /// Keys whose values only this room gives.
    static final Set<String> KEYS =
            Set.of(
                    "aws:groups",
                    "aws:principalaccount",
                    "aws:principalarn",
                    "aws:principaltype",
                    "aws:userid",
                    "aws:username",
                    "s3:resourceaccount");

    private BearerValues() {}

    static Map<String, List<String>> of(Bearer bearer) {
        Requester.Identity identity = bearer.identity();
        Map<String, List<String>> values = new HashMap<>();
        String account = identity.accountId();
        if (identity.isRoot()) {
            // A root has no user name; a variable that asks for one matches nothing.
            values.put("aws:principaltype", List.of("Account"));
            values.put("aws:principalarn", List.of("arn:aws:iam::" + account + ":root"));
            if (!account.isEmpty()) {
                values.put("aws:userid", List.of(account));
            }
        } else {
            String name = identity.userName();
            values.put("aws:principaltype", List.of("User"));
            values.put("aws:principalarn", List.of("arn:aws:iam::" + account + ":user/" + name));
            values.put("aws:username", List.of(name));
            values.put("aws:userid", List.of(name));
        }
        if (!account.isEmpty()) {
            values.put("aws:principalaccount", List.of(account));
        }
        if (!bearer.groups().isEmpty()) {
            values.put("aws:groups", bearer.groups());
        }
        return values;
    }
}
