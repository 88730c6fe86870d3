package example;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The client of the store that the application is set to. */
@ApplicationScoped
public class Store {
    @Produces
    @ApplicationScoped
    S3Client s3(
            @ConfigProperty(name = "pictures.s3.endpoint") URI endpoint,
            @ConfigProperty(name = "pictures.s3.access-key") String accessKey,
            @ConfigProperty(name = "pictures.s3.secret-key") String secretKey) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKey, secretKey)))
                .forcePathStyle(true)
                .build();
    }

    void close(@Disposes S3Client s3) {
        s3.close();
    }
}
