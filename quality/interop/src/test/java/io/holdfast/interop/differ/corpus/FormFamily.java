package io.holdfast.interop.differ.corpus;

import java.util.List;

/// Forms of browsers, without a signature.
final class FormFamily implements Family {
    private static final String TYPE = "multipart/form-data; boundary=edge";

    @Override
    public String name() {
        return "form";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        String file = field("file\"; filename=\"f", "body");
        for (String[] form :
                new String[][] {
                    {"right", field("key", "k") + file + "--edge--\r\n"},
                    {"without a key", file + "--edge--\r\n"},
                    {"without a file", field("key", "k") + "--edge--\r\n"},
                    {"without an end", field("key", "k") + file},
                    {"of nothing", ""},
                    {"of text", "no form"},
                    {"with a policy alone", field("key", "k") + field("policy", "e30=") + file},
                    {
                        "with a policy that is none",
                        field("key", "k") + field("policy", "x") + file + "--edge--\r\n"
                    },
                    {
                        "with half a signature",
                        field("key", "k")
                                + field("policy", "e30=")
                                + field("x-amz-signature", "00")
                                + file
                                + "--edge--\r\n"
                    },
                    {
                        "of an unknown key",
                        field("key", "k")
                                + field("policy", "e30=")
                                + field("AWSAccessKeyId", "none")
                                + field("signature", "AAAA")
                                + file
                                + "--edge--\r\n"
                    }
                }) {
            cases.post("form " + form[0], "/{b}", form[1]).anonymous().header("content-type", TYPE);
        }
        for (String type :
                List.of(
                        "multipart/form-data",
                        "multipart/mixed; boundary=edge",
                        "text/plain",
                        "")) {
            cases.post("type " + type, "/{b}", field("key", "k") + file + "--edge--\r\n")
                    .anonymous()
                    .header("content-type", type);
        }
        cases.post("no form, signed", "/{b}", "");
        cases.post("form signed by fields", "/{b}", field("key", "k") + file + "--edge--\r\n")
                .header("content-type", TYPE);
        cases.post("to a missing bucket", "/{b}-missing", field("key", "k") + file + "--edge--\r\n")
                .anonymous()
                .header("content-type", TYPE);
    }

    private static String field(String name, String value) {
        return "--edge\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, value);
    }
}
