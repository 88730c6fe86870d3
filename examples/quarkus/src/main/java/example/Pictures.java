package example;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Pictures by name, kept in a bucket. */
@Path("/pictures/{name}")
public class Pictures {
    private final S3Client s3;
    private final String bucket;

    Pictures(S3Client s3, @ConfigProperty(name = "pictures.bucket") String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @PUT
    @Consumes("image/*")
    public void save(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            byte[] content) {
        s3.putObject(
                r -> r.bucket(bucket).key(name).contentType(type), RequestBody.fromBytes(content));
    }

    @GET
    public Response find(@PathParam("name") String name) {
        try {
            ResponseBytes<GetObjectResponse> picture =
                    s3.getObjectAsBytes(r -> r.bucket(bucket).key(name));
            return Response.ok(picture.asByteArray(), picture.response().contentType()).build();
        } catch (NoSuchKeyException e) {
            throw new NotFoundException(e);
        }
    }
}
