package io.holdfast.s3.form;

import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectInfo;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.Etags;
import io.holdfast.s3.wire.Percent;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// What a form is answered when its file is stored [S3 API: POST Object]: a redirection, else the
/// status that it asks for.
final class FormAnswer {
    private FormAnswer() {}

    static void send(S3Request put, Form form, ObjectInfo info)
            throws IOException, InterruptedException {
        Exchange exchange = put.exchange();
        Optional<String> redirection = redirection(put, form, info);
        if (redirection.isPresent()) {
            exchange.setHeader("Location", redirection.get());
            exchange.respond(303, ByteBuffer.allocate(0));
            return;
        }
        String location = location(put);
        exchange.setHeader("Location", location);
        switch (form.value("success_action_status")) {
            case "200" -> put.respond(200);
            case "201" -> {
                exchange.setHeader("Content-Type", "application/xml");
                XmlWriter xml = new XmlWriter().open("PostResponse").element("Location", location);
                xml.element("Bucket", put.bucket()).element("Key", put.key()).etag(info.etag());
                exchange.respond(201, xml.close("PostResponse").toBuffer());
            }
            default -> put.respond(204);
        }
    }

    /// Where to send the browser; empty when the form names no page, or none of the web.
    private static Optional<String> redirection(S3Request put, Form form, ObjectInfo info) {
        String wanted = form.value("success_action_redirect");
        if (wanted.isEmpty()) {
            wanted = form.value("redirect");
        }
        if (!isPage(wanted)) {
            return Optional.empty();
        }
        int hash = wanted.indexOf('#');
        String page = hash < 0 ? wanted : wanted.substring(0, hash);
        StringBuilder out = new StringBuilder(page);
        out.append(page.indexOf('?') < 0 ? '?' : '&').append("bucket=");
        Percent.encode(put.bucket(), false, out);
        Percent.encode(put.key(), false, out.append("&key="));
        Percent.encode(Etags.quoted(info.etag()), false, out.append("&etag="));
        return Optional.of(hash < 0 ? out.toString() : out + wanted.substring(hash));
    }

    private static boolean isPage(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            boolean isWeb = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            return isWeb && uri.getHost() != null && text.equals(uri.toASCIIString());
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static String location(S3Request put) {
        Exchange exchange = put.exchange();
        StringBuilder out = new StringBuilder(exchange.isSecure() ? "https://" : "http://");
        out.append(exchange.host()).append(exchange.rawPath());
        if (!exchange.rawPath().endsWith("/")) {
            out.append('/');
        }
        Percent.encode(put.key(), true, out);
        return out.toString();
    }
}
