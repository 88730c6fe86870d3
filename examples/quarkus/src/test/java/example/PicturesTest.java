package example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.library.HoldfastFaults;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastResource.class)
class PicturesTest {
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3};

    @TestHTTPResource("/pictures/")
    URI pictures;

    HoldfastFaults faults;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void endFaults() {
        faults.calm();
    }

    @Test
    void aPictureComesBackAsItWas() throws Exception {
        save("cat", PICTURE);
        HttpResponse<byte[]> answer = find("cat");
        assertEquals(200, answer.statusCode());
        assertEquals("image/png", answer.headers().firstValue("Content-Type").orElseThrow());
        assertArrayEquals(PICTURE, answer.body());
        assertEquals(404, find("dog").statusCode());
    }

    @Test
    void aLostDriveAndARottenOneAreNoMatter() throws Exception {
        save("cat", PICTURE);
        faults.loseDrive(0);
        faults.rotObject("pictures", "cat", 1);
        assertArrayEquals(PICTURE, find("cat").body());
    }

    private void save(String name, byte[] content) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(pictures.resolve(name))
                        .header("Content-Type", "image/png")
                        .PUT(BodyPublishers.ofByteArray(content))
                        .build();
        assertEquals(204, http.send(request, BodyHandlers.discarding()).statusCode());
    }

    private HttpResponse<byte[]> find(String name) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(pictures.resolve(name)).build(), BodyHandlers.ofByteArray());
    }
}
