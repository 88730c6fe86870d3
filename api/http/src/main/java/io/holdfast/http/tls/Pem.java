package io.holdfast.http.tls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Reads PEM text [RFC 7468]. Text between blocks is ignored.
final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /// A block.
    ///
    /// @param label such as `CERTIFICATE`
    /// @param der its bytes
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never changed
    record Block(String label, byte[] der) {}

    private Pem() {}

    /// All blocks in order.
    ///
    /// @throws IOException when a block has no end or is not base64
    static List<Block> parse(String text) throws IOException {
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        while (true) {
            int begin = text.indexOf(BEGIN, at);
            if (begin < 0) {
                return blocks;
            }
            int labelAt = begin + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, labelAt);
            if (labelEnd < 0) {
                throw new IOException("PEM: unfinished header");
            }
            String label = text.substring(labelAt, labelEnd);
            int bodyAt = labelEnd + DASHES.length();
            int bodyEnd = text.indexOf(END + label + DASHES, bodyAt);
            if (bodyEnd < 0) {
                throw new IOException("PEM: no end of " + label);
            }
            String body = text.substring(bodyAt, bodyEnd);
            if (body.contains("Proc-Type:")) {
                throw new IOException(
                        "PEM: a key encrypted in the traditional form is not supported;"
                                + " convert it to PKCS#8");
            }
            blocks.add(new Block(label, decode(body)));
            at = bodyEnd + END.length();
        }
    }

    private static byte[] decode(String body) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IOException("PEM: not base64", e);
        }
    }
}
