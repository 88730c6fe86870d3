package io.holdfast.interop.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Answer;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.HandSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/// Documents that are bombs, thieves or nonsense, given to every operation that reads one.
final class DocumentErrorsTest extends ErrorSuite {
    /// Someone whom an external entity would have to call.
    private final ServerSocket outside;

    DocumentErrorsTest(Endpoint endpoint) {
        super(endpoint);
        // Where lists of grants do not count, their documents are not read.
        OwnershipControlsRule rule =
                OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                        .build();
        s3.putBucketOwnershipControls(
                request -> request.bucket(bucket).ownershipControls(all -> all.rules(rule)));
        try {
            outside = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            outside.setSoTimeout(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void closeOutside() throws IOException {
        outside.close();
    }

    /// Operations with a document: what it is called, and the request without it.
    private List<HandSigned> requests() {
        return List.of(
                onBucket("POST").query("delete", ""),
                onBucket("PUT").query("tagging", ""),
                onBucket("PUT").query("versioning", ""),
                onBucket("PUT").query("acl", ""),
                new HandSigned(endpoint, "PUT", "/errors-never-made"),
                request("PUT", "anchor").query("tagging", ""),
                request("POST", "anchor").query("uploadId", "AAAAAAAAAAAAAAAAAAAAAA"));
    }

    private Answer send(HandSigned request, String document) throws IOException {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        request.header("content-length", Integer.toString(body.length))
                .header("content-md5", md5(body))
                .v4();
        return send(request, body);
    }

    private static String md5(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<String> hostileDocuments() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE l [<!ENTITY a \"lol\">");
        for (char c = 'b'; c < 'k'; c++) {
            String before = "&" + (char) (c - 1) + ";";
            laughs.append("<!ENTITY ").append(c).append(" \"").append(before.repeat(10));
            laughs.append("\">");
        }
        return Stream.of(
                laughs + "]><Tagging>&j;</Tagging>",
                "<!DOCTYPE q [<!ENTITY a \""
                        + "a".repeat(50_000)
                        + "\">]><Delete>"
                        + "&a;".repeat(5000)
                        + "</Delete>",
                "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&f;</Key></Object></Delete>",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://OUTSIDE/p.dtd\"> %p;]><Tagging/>",
                "<!DOCTYPE x SYSTEM \"http://OUTSIDE/x.dtd\"><Tagging/>",
                "<Delete xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"http://OUTSIDE/\"/>",
                "<a>".repeat(100_000),
                "<Tagging>" + "<TagSet>".repeat(17) + "</TagSet>".repeat(17) + "</Tagging>",
                "<a " + "b='c' ".repeat(2) + "/>",
                "<a "
                        + Stream.iterate(0, i -> i + 1)
                                .limit(5000)
                                .map(i -> "a" + i + "='x' ")
                                .reduce("", String::concat)
                        + "/>",
                "<Tagging>" + "<x/>".repeat(130_000) + "</Tagging>",
                "<Delete>",
                "</Delete>",
                "not XML",
                "",
                "<?xml version=\"1.0\" encoding=\"nonsense\"?><Delete/>",
                "<Wrong/>",
                "<Delete/><Delete/>",
                "<Delete>\0</Delete>",
                "<Delete>&#0;</Delete>",
                "<Delete>&undefined;</Delete>",
                "{\"Delete\": []}");
    }

    @ParameterizedTest
    @MethodSource("hostileDocuments")
    void hostileDocumentIsRefusedByEveryOperation(String document) throws IOException {
        String address = "127.0.0.1:" + outside.getLocalPort();
        String sent = document.replace("OUTSIDE", address);
        for (HandSigned request : requests()) {
            Answer answer = send(request, sent);
            boolean isBucketWithoutDocument = answer.status() == 200 && sent.isEmpty();
            if (!isBucketWithoutDocument) {
                assertThat(answer.status()).as(answer.text()).isIn(400, 404);
                assertThat(answer.code())
                        .as(answer.text())
                        .isIn(
                                "MalformedXML",
                                "MalformedACLError",
                                "MissingSecurityHeader",
                                "MissingContentMD5",
                                "NoSuchUpload",
                                "InvalidRequest");
                assertThat(answer.text()).doesNotContain("root:");
            }
        }
        assertThat(isCalled()).isFalse();
    }

    private boolean isCalled() throws IOException {
        try {
            outside.accept().close();
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void documentThatIsTooLongIsRefusedUnread() throws IOException {
        for (HandSigned request : requests()) {
            request.header("content-length", "100000000").header("content-md5", md5(new byte[0]));
            request.header("expect", "100-continue");
            send(request.v4(), new byte[0]).assertRefusal(400, "EntityTooLarge");
        }
    }

    @Test
    void deletionOfMoreThanAThousandKeysIsRefused() throws IOException {
        String one = "<Object><Key>anchor</Key></Object>";
        send(onBucket("POST").query("delete", ""), "<Delete>" + one.repeat(1001) + "</Delete>")
                .assertRefusal(400, "MalformedXML");
    }

    @Test
    void oddKeysOfADeletionAreJudgedOneByOne() throws IOException {
        put("goes", new byte[] {1});
        String document =
                "<Delete><Object><Key>goes</Key></Object><Object><Key>a/../b</Key></Object>"
                        + "<Object><Key></Key></Object><Object><Key>"
                        + "k".repeat(1025)
                        + "</Key></Object><Object><Key>x</Key><VersionId>nonsense</VersionId>"
                        + "</Object></Delete>";
        Answer answer = send(onBucket("POST").query("delete", ""), document);
        answer.assertOk();
        assertThat(answer.text())
                .contains("<Deleted><Key>goes</Key></Deleted>")
                .contains("XMinioInvalidObjectName", "KeyTooLongError", "NoSuchVersion");
        assertMissing("goes");
    }

    @Test
    void theServersFilesNeverAppear() throws IOException {
        // The entity's text, if it were read, would be the key that was not found.
        assertThat(Files.exists(Path.of("/etc/passwd"))).isTrue();
        Answer answer =
                send(
                        onBucket("POST").query("delete", ""),
                        "<!DOCTYPE x [<!ENTITY f SYSTEM \"/etc/passwd\">]><Delete><Object>"
                                + "<Key>&f;</Key></Object></Delete>");
        answer.assertRefusal(400, "MalformedXML");
        assertThat(answer.text()).doesNotContain("root:");
    }
}
