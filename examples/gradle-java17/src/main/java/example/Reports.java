package example;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reports that are published once and never changed. */
public final class Reports {
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String bucket;

    public Reports(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Whether it was published; false when there is one of that name already, which stays as it is. */
    public boolean publish(String name, String text) {
        try {
            s3.putObject(
                    r -> r.bucket(bucket).key(name).ifNoneMatch("*"), RequestBody.fromString(text));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return false;
            }
            throw e;
        }
    }

    public String read(String name) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(name)).asUtf8String();
    }
}
