package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import tools.jackson.jr.stree.JrsObject;
import tools.jackson.jr.stree.JrsString;
import tools.jackson.jr.stree.JrsValue;

/// Reads principals [IAM: policy elements: principal].
final class PrincipalReader {
    private static final java.util.regex.Pattern ARN =
            java.util.regex.Pattern.compile(
                    "arn:aws(?:-[a-z-]+)?:iam::([A-Za-z0-9_-]*):(root|user/(.+))");
    private static final java.util.regex.Pattern ACCOUNT =
            java.util.regex.Pattern.compile("[0-9]{12}");

    private final String where;
    private boolean isEverybody;
    private final List<String> accounts = new ArrayList<>();
    private final List<Principals.User> users = new ArrayList<>();
    private final List<String> canonicalIds = new ArrayList<>();

    private PrincipalReader(String where) {
        this.where = where;
    }

    static Principals read(JrsValue value, boolean isExcept, String where) throws PolicyException {
        PrincipalReader reader = new PrincipalReader(where);
        if (value instanceof JrsString text) {
            reader.add(text.getValue());
        } else if (value instanceof JrsObject names && names.size() > 0) {
            Json.requireOnly(names, Set.of("AWS", "CanonicalUser"), where);
            if (Json.has(names, "AWS")) {
                for (String text : Json.texts(names.get("AWS"), where)) {
                    reader.add(text);
                }
            }
            if (Json.has(names, "CanonicalUser")) {
                reader.canonicalIds.addAll(Json.texts(names.get("CanonicalUser"), where));
            }
        } else {
            throw new PolicyException(where + " is neither \"*\" nor an object");
        }
        return new Principals(
                reader.isEverybody, reader.accounts, reader.users, reader.canonicalIds, isExcept);
    }

    private void add(String text) throws PolicyException {
        Matcher arn = ARN.matcher(text);
        if (text.equals("*")) {
            isEverybody = true;
        } else if (ACCOUNT.matcher(text).matches()) {
            accounts.add(text);
        } else if (!arn.matches()) {
            throw new PolicyException(where + ": no such principal: " + Pattern.quote(text));
        } else if (arn.group(3) == null) {
            accounts.add(arn.group(1));
        } else {
            users.add(new Principals.User(arn.group(1), arn.group(3)));
        }
    }
}
