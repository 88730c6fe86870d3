package io.holdfast.s3.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import io.holdfast.s3.wire.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Documents that tell jobs what to do. What is kept of one is understood again, and kept as it is.
public final class JobTargets {
    private JobTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of(
                        "lifecycleDocument",
                        S3Exception.class,
                        seeds(
                                "<LifecycleConfiguration><Rule><ID>a</ID><Filter><And><Prefix> a&gt;</Prefix><Tag><Key>k</Key><Value>v </Value></Tag><ObjectSizeLessThan>9</ObjectSizeLessThan></And></Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration></Rule><Rule><Prefix/><Status>Disabled</Status><Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration></Rule></LifecycleConfiguration>",
                                "<LifecycleConfiguration><Rule><Filter/><Status>Enabled</Status><AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload><DelMarkerExpiration><Days>1</Days></DelMarkerExpiration></Rule></LifecycleConfiguration>",
                                "<LifecycleConfiguration><Rule><Filter/><Status>Enabled</Status><Transition><Days>0</Days><StorageClass>X</StorageClass></Transition></Rule></LifecycleConfiguration>"),
                        JobTargets::lifecycle),
                FuzzTarget.of(
                        "notificationDocument",
                        S3Exception.class,
                        seeds(
                                "<NotificationConfiguration><QueueConfiguration><Id>1</Id><Filter><S3Key><FilterRule><Name>prefix</Name><Value> a</Value></FilterRule><FilterRule><Name>Suffix</Name><Value>b</Value></FilterRule></S3Key></Filter><Queue>arn:minio:sqs::1:webhook</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration><QueueConfiguration><Queue>arn:minio:sqs::2:nats</Queue><Event>s3:ObjectRemoved:Delete</Event></QueueConfiguration></NotificationConfiguration>"),
                        JobTargets::notification),
                FuzzTarget.of(
                        "replicationDocument",
                        S3Exception.class,
                        seeds(
                                "<ReplicationConfiguration><Role>r</Role><Rule><ID>a</ID><Priority>1</Priority><Status>Enabled</Status><Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter><Destination><Bucket>arn:aws:s3:::copy</Bucket><StorageClass>STANDARD</StorageClass><ReplicationTime><Status>Enabled</Status><Time><Minutes>15</Minutes></Time></ReplicationTime></Destination><DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication><ExistingObjectReplication><Status>Enabled</Status></ExistingObjectReplication></Rule></ReplicationConfiguration>"),
                        JobTargets::replication));
    }

    private static String lifecycle(byte[] input) throws S3Exception {
        String kept = LifecycleDocument.checked(input, false);
        assertThat(LifecycleDocument.checked(bytes(kept), false)).isEqualTo(kept);
        return kept;
    }

    private static Optional<String> notification(byte[] input) throws S3Exception {
        Optional<String> kept = NotificationDocument.checked(input, _ -> true);
        if (kept.isPresent()) {
            assertThat(NotificationDocument.checked(bytes(kept.get()), _ -> true)).isEqualTo(kept);
        }
        return kept;
    }

    private static String replication(byte[] input) throws S3Exception {
        ReplicationDocument document = ReplicationDocument.of(input);
        assertThat(ReplicationDocument.of(bytes(document.text()))).isEqualTo(document);
        return document.text();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> seeds(String... texts) {
        return Stream.of(texts).map(JobTargets::bytes).toList();
    }
}
