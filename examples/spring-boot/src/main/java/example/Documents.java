package example;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The documents in the bucket. */
@Service
public class Documents {
    private final S3Client s3;
    private final String bucket;

    Documents(S3Client s3, @Value("${documents.bucket}") String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    public void save(String name, byte[] content) {
        s3.putObject(r -> r.bucket(bucket).key(name), RequestBody.fromBytes(content));
    }

    /** Empty when there is none of that name. */
    public Optional<byte[]> find(String name) {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(r -> r.bucket(bucket).key(name)).asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }
}
