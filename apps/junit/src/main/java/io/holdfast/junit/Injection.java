package io.holdfast.junit;

import io.holdfast.library.HoldfastClock;
import io.holdfast.library.HoldfastFaults;
import io.holdfast.library.HoldfastServer;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// What a parameter gets.
interface Injection extends BiFunction<ServedClass, Parameter, Object> {
    /// By the names of their types: a client's library need not be there.
    Map<String, Injection> BY_TYPE =
            Map.of(
                    HoldfastServer.class.getName(),
                    (served, parameter) -> served.server(),
                    HoldfastFaults.class.getName(),
                    (served, parameter) -> served.server().faults(),
                    HoldfastClock.class.getName(),
                    (served, parameter) -> served.server().clock(),
                    URI.class.getName(),
                    (served, parameter) -> served.server().endpoint(),
                    HoldfastCredentials.class.getName(),
                    (served, parameter) ->
                            new HoldfastCredentials(
                                    served.server().accessKey(), served.server().secretKey()),
                    "software.amazon.awssdk.services.s3.S3Client",
                    (served, parameter) ->
                            served.client(parameter.getType(), () -> AwsClient.of(served.server())),
                    "io.minio.MinioClient",
                    (served, parameter) ->
                            served.client(parameter.getType(), () -> MinioSdk.of(served.server())));

    /// Empty when the parameter is somebody else's.
    static Optional<Injection> of(Parameter parameter) {
        Bucket bucket = parameter.getAnnotation(Bucket.class);
        if (bucket != null) {
            return Optional.of(
                    (served, at) ->
                            served.bucket(bucket, at.getDeclaringExecutable().getDeclaringClass()));
        }
        return Optional.ofNullable(BY_TYPE.get(parameter.getType().getName()));
    }
}
