package io.holdfast.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a `String` parameter: the name of a bucket that was made for this test alone, with content
/// where it is asked for. Each parameter gets another one.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Bucket {
    /// Objects that are in it from the start.
    Seed[] seeds() default {};

    /// An object.
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Seed {
        String key();

        /// Its content as text in UTF-8, unless a resource is named.
        String text() default "";

        /// Its content is this resource on the class path, as `/data/photo.jpg`.
        String resource() default "";
    }
}
