package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.junit.HoldfastTest;
import io.holdfast.library.HoldfastFaults;
import io.holdfast.library.HoldfastServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application on a real server, also on one in trouble. */
@HoldfastTest
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DocumentsTest {
    private static final String BUCKET = "documents";

    static HoldfastServer holdfast; // set by @HoldfastTest, before the application starts

    @Value("${local.server.port}")
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("documents.bucket", () -> BUCKET);
        properties.add("documents.s3.endpoint", holdfast::endpoint);
        properties.add("documents.s3.access-key", holdfast::accessKey);
        properties.add("documents.s3.secret-key", holdfast::secretKey);
    }

    @BeforeAll
    static void makeBucket() {
        holdfast.createBucket(BUCKET);
    }

    @Test
    void aDocumentComesBackAsItWasSaved() throws Exception {
        assertThat(save("letter", "Dear Ada")).isEqualTo(204);
        assertThat(find("letter").body()).isEqualTo("Dear Ada");
        assertThat(find("nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void whatTheClientGetsOverIsNotSeen(HoldfastFaults faults) throws Exception {
        faults.refuseRequests(1, 503, "SlowDown");
        assertThat(save("busy", "Dear Ada")).isEqualTo(204);
        faults.loseDrive(0);
        assertThat(find("busy").body()).isEqualTo("Dear Ada");
    }

    @Test
    void longTroubleIsSaidAndPasses(HoldfastFaults faults) throws Exception {
        assertThat(save("letter", "Dear Grace")).isEqualTo(204);
        faults.refuseRequests(100, 503, "SlowDown");
        assertThat(find("letter").statusCode()).isEqualTo(503);
        faults.calm();
        assertThat(find("letter").body()).isEqualTo("Dear Grace");
    }

    private int save(String name, String text) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address(name)).PUT(BodyPublishers.ofString(text)).build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpResponse<String> find(String name) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address(name)).build(), BodyHandlers.ofString());
    }

    private URI address(String name) {
        return URI.create("http://127.0.0.1:" + port + "/documents/" + name);
    }
}
