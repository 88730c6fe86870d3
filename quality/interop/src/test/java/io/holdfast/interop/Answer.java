package io.holdfast.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What came back over a plain socket.
///
/// @param text status line, fields and body; empty if the server just closed the connection
public record Answer(String text) {
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]+)</Code>");

    /// 0 when there was no answer.
    public int status() {
        return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    /// The code of the error document; empty when there is none.
    public String code() {
        Matcher matcher = CODE.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    public String body() {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? "" : text.substring(end + 4);
    }

    /// A refusal in the protocol's own form: status, code, message, request id.
    public void assertRefusal(int status, String code) {
        assertThat(code()).as(text).isEqualTo(code);
        assertThat(status()).as(text).isEqualTo(status);
        assertThat(text).contains("<Message>", "<RequestId>", "x-amz-request-id: ");
    }

    public void assertOk() {
        assertThat(status()).as(text).isEqualTo(200);
    }
}
