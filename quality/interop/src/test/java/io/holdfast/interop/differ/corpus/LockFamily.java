package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Object lock: retention, legal holds, and what they forbid.
final class LockFamily implements Family {
    private static final String UNTIL = "2045-01-01T00:00:00Z";

    @Override
    public String name() {
        return "lock";
    }

    @Override
    public void tell(Cases cases) {
        cases.put("make the bucket", "/{b}").header("x-amz-bucket-object-lock-enabled", "true");
        cases.put("a bucket without", "/{b}2");
        cases.put("an object without", "/{b}2/k", "x");
        cases.get("configuration", "/{b}?object-lock");
        cases.get("configuration without", "/{b}2?object-lock");
        cases.get("versioning", "/{b}?versioning");
        cases.document(
                "suspend versioning",
                "PUT",
                "/{b}?versioning",
                "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>");
        cases.put("an object", "/{b}/k", "x").keeps("v", "x-amz-version-id");
        for (String sub : List.of("retention", "legal-hold")) {
            cases.get(sub + ": before", "/{b}/k?" + sub);
            cases.get(sub + ": without lock", "/{b}2/k?" + sub);
            cases.get(sub + ": of a missing key", "/{b}/missing?" + sub);
            cases.get(sub + ": of no version", "/{b}/k?" + sub + "&versionId=none");
            cases.get(sub + ": anonymous", "/{b}/k?" + sub).anonymous();
        }
        puts(cases);
        retentions(cases);
        holds(cases);
        forbidden(cases);
    }

    private static void puts(Cases cases) {
        for (String[] pair :
                new String[][] {
                    {"GOVERNANCE", ""},
                    {"", UNTIL},
                    {"none", UNTIL},
                    {"governance", UNTIL},
                    {"GOVERNANCE", "2001-01-01T00:00:00Z"},
                    {"GOVERNANCE", "no date"},
                    {"GOVERNANCE", "2045-01-01"},
                    {"COMPLIANCE", "Sun, 01 Jan 2045 00:00:00 GMT"}
                }) {
            Case put =
                    cases.document(
                            "put retained " + pair[0] + " until " + pair[1], "PUT", "/{b}/p", "x");
            if (!pair[0].isEmpty()) {
                put.header("x-amz-object-lock-mode", pair[0]);
            }
            if (!pair[1].isEmpty()) {
                put.header("x-amz-object-lock-retain-until-date", pair[1]);
            }
        }
        for (String hold : List.of("OFF", "on", "none", "")) {
            cases.document("put with hold " + hold, "PUT", "/{b}/p", "x")
                    .header("x-amz-object-lock-legal-hold", hold);
        }
        cases.put("put with hold and no digest", "/{b}/p", "x")
                .header("x-amz-object-lock-legal-hold", "OFF");
        cases.document("put with hold without lock", "PUT", "/{b}2/p", "x")
                .header("x-amz-object-lock-legal-hold", "ON");
    }

    private static String retention(String mode, String until) {
        return "<Retention><Mode>%s</Mode><RetainUntilDate>%s</RetainUntilDate></Retention>"
                .formatted(mode, until);
    }

    private static void retentions(Cases cases) {
        for (String body :
                List.of(
                        "",
                        "no document",
                        "<Retention/>",
                        "<Other/>",
                        "<Retention><Mode>GOVERNANCE</Mode></Retention>",
                        retention("none", UNTIL),
                        retention("GOVERNANCE", "2001-01-01T00:00:00Z"),
                        retention("GOVERNANCE", "no date"),
                        retention("GOVERNANCE", UNTIL),
                        retention("GOVERNANCE", "2044-01-01T00:00:00Z"),
                        retention("GOVERNANCE", "2046-01-01T00:00:00Z"))) {
            cases.document("retention " + body, "PUT", "/{b}/k?retention", body);
            cases.get("retention after " + body, "/{b}/k?retention");
        }
        String valid = retention("GOVERNANCE", UNTIL);
        cases.document("retention without lock", "PUT", "/{b}2/k?retention", valid);
        cases.document("retention of a missing key", "PUT", "/{b}/missing?retention", valid);
        cases.document("retention anonymous", "PUT", "/{b}/k?retention", valid).anonymous();
        cases.put("retention without a digest", "/{b}/k?retention", valid);
    }

    private static void holds(Cases cases) {
        for (String body :
                List.of(
                        "",
                        "no document",
                        "<LegalHold/>",
                        "<Other/>",
                        "<LegalHold><Status>none</Status></LegalHold>",
                        "<LegalHold><Status>on</Status></LegalHold>",
                        "<LegalHold><Status>ON</Status></LegalHold>")) {
            cases.document("hold " + body, "PUT", "/{b}/k?legal-hold", body);
            cases.get("hold after " + body, "/{b}/k?legal-hold");
        }
        String valid = "<LegalHold><Status>ON</Status></LegalHold>";
        cases.document("hold without lock", "PUT", "/{b}2/k?legal-hold", valid);
        cases.document("hold of a missing key", "PUT", "/{b}/missing?legal-hold", valid);
        cases.document("hold anonymous", "PUT", "/{b}/k?legal-hold", valid).anonymous();
    }

    private static void forbidden(Cases cases) {
        cases.head("head of what is locked", "/{b}/k");
        cases.delete("delete what is locked", "/{b}/k?versionId=${v}");
        cases.delete("delete what is locked, by force", "/{b}/k?versionId=${v}")
                .header("x-amz-bypass-governance-retention", "true");
        cases.document(
                "take the hold away",
                "PUT",
                "/{b}/k?legal-hold",
                "<LegalHold><Status>OFF</Status></LegalHold>");
        cases.delete("delete what is retained", "/{b}/k?versionId=${v}");
        cases.document(
                        "shorten by force",
                        "PUT",
                        "/{b}/k?retention",
                        retention("GOVERNANCE", "2044-01-01T00:00:00Z"))
                .header("x-amz-bypass-governance-retention", "true");
        cases.delete("delete what is retained, by force", "/{b}/k?versionId=${v}")
                .header("x-amz-bypass-governance-retention", "true");
    }
}
