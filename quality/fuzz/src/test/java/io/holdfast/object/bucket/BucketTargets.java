package io.holdfast.object.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.DefaultRetention;
import io.holdfast.object.RetentionMode;
import io.holdfast.object.Versioning;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Buckets in the registry.
public final class BucketTargets {
    private BucketTargets() {}

    public static List<FuzzTarget> all() {
        BucketInfo info =
                new BucketInfo(
                        "bucket",
                        5,
                        6,
                        Versioning.ENABLED,
                        true,
                        Optional.of(new DefaultRetention(RetentionMode.COMPLIANCE, 7, true)),
                        "eu-west-1",
                        Map.of("a", "b"),
                        Map.of("policy", "{}"),
                        "111122223333");
        return List.of(
                FuzzTarget.of(
                        "bucketRecord",
                        IllegalArgumentException.class,
                        List.of(new BucketRecord(info, true).toBytes()),
                        BucketTargets::record));
    }

    private static Object record(byte[] input) {
        BucketRecord record = BucketRecord.read("bucket", input);
        assertThat(BucketRecord.read("bucket", record.toBytes())).isEqualTo(record);
        return record;
    }
}
