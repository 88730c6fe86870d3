package io.holdfast.junit;

import io.holdfast.library.HoldfastConfig.Launch;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives a test class a Holdfast server of its own. It starts with the first test that asks for it
/// and stops after the last; faults end with each test.
///
/// Constructors and methods of the class, and of classes nested in it, may then have parameters of
/// these types: `HoldfastServer`, `HoldfastFaults`, `HoldfastClock`, `URI` (where it serves),
/// `HoldfastCredentials`, a `String` with {@link Bucket}, and, when their libraries are on the
/// class path, `S3Client` (AWS SDK 2) and `MinioClient`.
///
/// Static fields of the type `HoldfastServer` that are not final are set before the first test, for
/// frameworks that ask for the endpoint before there is a test.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(HoldfastExtension.class)
public @interface HoldfastTest {
    /// Folders that the server spreads shards over, 1 to 16. Half of them, at most four, is what a
    /// test may lose or spoil without losing an object.
    int drives() default 4;

    /// Settings of the server, each as `NAME=value`.
    String[] settings() default {};

    /// Where the server runs.
    Launch launch() default Launch.AUTOMATIC;
}
