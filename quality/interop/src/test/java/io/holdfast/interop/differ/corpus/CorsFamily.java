package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Requests of pages from elsewhere, with rules and without.
final class CorsFamily implements Family {
    @Override
    public String name() {
        return "cors";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        cases.put("an object", "/{b}/k", "x");
        ask(cases, "without rules");
        cases.document(
                "put rules",
                "PUT",
                "/{b}?cors",
                "<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT"
                        + "</AllowedMethod><AllowedOrigin>http://*.example</AllowedOrigin>"
                        + "<AllowedHeader>x-a*</AllowedHeader><MaxAgeSeconds>7</MaxAgeSeconds>"
                        + "<ExposeHeader>etag</ExposeHeader></CORSRule></CORSConfiguration>");
        ask(cases, "with rules");
    }

    private static void ask(Cases cases, String when) {
        for (String origin : List.of("http://a.example", "http://b.other", "null", "x")) {
            for (String method : List.of("GET", "DELETE", "none")) {
                cases.request(when + ": preflight " + origin + " " + method, "OPTIONS", "/{b}/k")
                        .anonymous()
                        .header("origin", origin)
                        .header("access-control-request-method", method);
            }
            cases.get(when + ": get " + origin, "/{b}/k").header("origin", origin);
            cases.get(when + ": missing " + origin, "/{b}/missing").header("origin", origin);
        }
        cases.request(when + ": preflight with fields", "OPTIONS", "/{b}/k")
                .anonymous()
                .header("origin", "http://a.example")
                .header("access-control-request-method", "PUT")
                .header("access-control-request-headers", "x-amz-date, x-b");
        cases.request(when + ": preflight of a missing bucket", "OPTIONS", "/{b}-missing/k")
                .anonymous()
                .header("origin", "http://a.example")
                .header("access-control-request-method", "GET");
        cases.request(when + ": preflight without a method", "OPTIONS", "/{b}/k")
                .anonymous()
                .header("origin", "http://a.example");
        cases.request(when + ": options alone", "OPTIONS", "/{b}/k").anonymous();
    }
}
