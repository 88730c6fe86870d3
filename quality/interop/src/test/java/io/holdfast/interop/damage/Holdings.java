package io.holdfast.interop.damage;

import io.holdfast.interop.Content;
import io.holdfast.interop.PartsUpload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Objects of all sizes and what is known of them: every key that was ever used, and its content or
/// that it is gone.
final class Holdings {
    private static final String BUCKET = "damage";
    private static final int KEYS = 60;
    private static final int[] SIZES = {0, 1, 900, 20_000, 300_000, 1_500_000, 3_000_000};
    private static final Content GONE = new Content(0, 0);

    private final S3Client s3;
    private final RandomGenerator random;
    private final Map<String, Content> expected = new TreeMap<>();

    Holdings(S3Client s3, RandomGenerator random) {
        this.s3 = s3;
        this.random = random;
    }

    void fill() {
        s3.createBucket(request -> request.bucket(BUCKET));
        for (int i = 0; i < KEYS; i++) {
            put("k" + i, SIZES[i % SIZES.length]);
        }
        putInParts("parts");
    }

    /// A few changes of each kind.
    void change() {
        for (int i = 0; i < SIZES.length; i++) {
            put("k" + random.nextInt(KEYS), SIZES[i]);
            String victim = "k" + random.nextInt(KEYS);
            s3.deleteObject(request -> request.bucket(BUCKET).key(victim));
            expected.put(victim, GONE);
        }
    }

    private void put(String key, int size) {
        Content content = new Content(1 + random.nextInt(Integer.MAX_VALUE), size);
        s3.putObject(
                request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(content.bytes()));
        expected.put(key, content);
    }

    private void putInParts(String key) {
        Content content =
                new Content(1 + random.nextInt(Integer.MAX_VALUE), PartsUpload.PART_BYTES + 70_000);
        PartsUpload.put(s3, BUCKET, key, content);
        expected.put(key, content);
    }

    /// Reads and lists everything.
    ///
    /// @throws AssertionError naming each key that is not what it should be
    void check() throws IOException {
        List<String> faults = new ArrayList<>();
        List<String> present = new ArrayList<>();
        for (Map.Entry<String, Content> entry : expected.entrySet()) {
            boolean isGone = entry.getValue().equals(GONE);
            String fault = fault(entry.getKey(), entry.getValue(), isGone);
            if (!fault.isEmpty()) {
                faults.add(entry.getKey() + ": " + fault);
            }
            if (!isGone) {
                present.add(entry.getKey());
            }
        }
        List<String> listed =
                s3.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream()
                        .map(S3Object::key)
                        .toList();
        if (!listed.equals(present)) {
            faults.add("listed " + listed + " instead of " + present);
        }
        if (!faults.isEmpty()) {
            throw new AssertionError(String.join("\n", faults));
        }
    }

    private String fault(String key, Content content, boolean isGone) throws IOException {
        byte[] found;
        try {
            found = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray();
        } catch (NoSuchKeyException e) {
            return isGone ? "" : "lost";
        }
        if (isGone) {
            return "came back";
        }
        long difference = content.mismatch(new ByteArrayInputStream(found));
        return difference < 0 ? "" : "a wrong byte at " + difference + " of " + found.length;
    }
}
