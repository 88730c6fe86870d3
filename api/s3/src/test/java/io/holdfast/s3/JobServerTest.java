package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.HttpServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What buckets tell jobs to do: lifecycle, events, replication.
final class JobServerTest {
    private static final String NONE = "";
    private static final String LIFECYCLE = "lifecycle";
    private static final String NOTIFICATION = "notification";
    private static final String REPLICATION = "replication";
    private static final String DAYS = "<Expiration><Days>1</Days></Expiration>";
    private static final String QUEUE = "<Queue>arn:minio:sqs::1:webhook</Queue>";
    private static final String PUT = "<Event>s3:ObjectCreated:Put</Event>";
    private static final String RULE_START =
            "<Status>Enabled</Status><Priority>1</Priority>"
                    + "<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>";
    private static final String COPY =
            "<Destination><Bucket>arn:aws:s3:::copy</Bucket></Destination>";

    private HttpServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServers.ofRoot(S3Options.defaults());
        client = new TestClient(server);
        assertThat(client.send("PUT", "/bucket", NONE, NONE).statusCode()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private HttpResponse<String> put(String sub, String document, String... headers)
            throws IOException, InterruptedException, GeneralSecurityException {
        byte[] md5 =
                MessageDigest.getInstance("MD5").digest(document.getBytes(StandardCharsets.UTF_8));
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "content-md5";
        all[1] = Base64.getEncoder().encodeToString(md5);
        return client.send("PUT", "/bucket", sub + '=', document, all);
    }

    private HttpResponse<String> lifecycle(String... rules) throws Exception {
        StringBuilder document = new StringBuilder("<LifecycleConfiguration>");
        for (String rule : rules) {
            document.append("<Rule>").append(rule).append("</Rule>");
        }
        return put(LIFECYCLE, document.append("</LifecycleConfiguration>").toString());
    }

    private HttpResponse<String> notification(String queues, String... headers) throws Exception {
        String root = "NotificationConfiguration>";
        return put(NOTIFICATION, "<" + root + queues + "</" + root, headers);
    }

    private HttpResponse<String> replication(String rules) throws Exception {
        String root = "ReplicationConfiguration>";
        return put(REPLICATION, "<" + root + "<Role>r</Role>" + rules + "</" + root);
    }

    private void version(String bucket, String status) throws Exception {
        String root = "VersioningConfiguration>";
        HttpResponse<String> answer =
                client.send(
                        "PUT",
                        bucket,
                        "versioning=",
                        "<" + root + "<Status>" + status + "</Status></" + root);
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    }

    private String kept(String sub) throws Exception {
        HttpResponse<String> answer = client.send("GET", "/bucket", sub + '=', NONE);
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void taken(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    }

    private static void refused(HttpResponse<String> answer, String code) {
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    }

    @Test
    void lifecycleIsKeptToTheLetterAndRemoved() throws Exception {
        assertThat(client.send("GET", "/bucket", "lifecycle=", NONE).statusCode()).isEqualTo(404);
        assertThat(client.send("DELETE", "/bucket", "lifecycle=", NONE).statusCode())
                .isEqualTo(204);
        String first =
                "<ID>one</ID><Filter><And><Prefix> a&amp;/ </Prefix><Tag><Key>k</Key>"
                        + "<Value> v </Value></Tag><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan>"
                        + "</And></Filter><Status>Enabled</Status>"
                        + DAYS;
        String second =
                "<Prefix>b/</Prefix><Status>Disabled</Status><NoncurrentVersionExpiration>"
                        + "<NoncurrentDays>3</NoncurrentDays><NewerNoncurrentVersions>2"
                        + "</NewerNoncurrentVersions></NoncurrentVersionExpiration>";
        taken(lifecycle(first, second));
        String kept = kept(LIFECYCLE);
        assertThat(kept).contains("<Rule>" + first + "</Rule>");
        assertThat(kept).contains("<Rule><ID>rule-1</ID>" + second + "</Rule>");
        assertThat(client.send("DELETE", "/bucket", "lifecycle=", NONE).statusCode())
                .isEqualTo(204);
        refused(client.send("GET", "/bucket", "lifecycle=", NONE), "NoSuchLifecycleConfiguration");
    }

    @Test
    void lifecycleNeedsADigestAndABound() throws Exception {
        String document = "<LifecycleConfiguration></LifecycleConfiguration>";
        refused(client.send("PUT", "/bucket", "lifecycle=", document), "MissingContentMD5");
        refused(put(LIFECYCLE, document), "MalformedXML");
        String rule = "<Prefix/><Status>Enabled</Status>" + DAYS;
        String[] many = new String[1001];
        Arrays.fill(many, rule);
        refused(lifecycle(many), "MalformedXML");
        taken(lifecycle(Arrays.copyOf(many, 1000)));
        assertThat(kept(LIFECYCLE)).contains("<ID>rule-1000</ID>");
        // Longer when it is written than when it came: all documents share one record.
        refused(
                lifecycle(
                        Collections.nCopies(
                                        450,
                                        "<Prefix>"
                                                + ">".repeat(500)
                                                + "</Prefix><Status>Enabled</Status>"
                                                + DAYS)
                                .toArray(String[]::new)),
                "EntityTooLarge");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration>",
                "<Expiration><Date>2030-01-01T00:00:00.000Z</Date></Expiration>",
                "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>",
                "<Expiration><Days>3</Days><ExpiredObjectAllVersions>true</ExpiredObjectAllVersions></Expiration>",
                "<DelMarkerExpiration><Days>3</Days></DelMarkerExpiration>",
                "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>",
                "<NoncurrentVersionExpiration><NewerNoncurrentVersions>7</NewerNoncurrentVersions></NoncurrentVersionExpiration>"
            })
    void actionsAreTaken(String action) throws Exception {
        taken(lifecycle("<Filter/><Status>Enabled</Status>" + action));
        assertThat(kept(LIFECYCLE)).contains(action);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Expiration><Days>0</Days></Expiration>|InvalidArgument",
                "<Expiration><Days>-1</Days></Expiration>|InvalidArgument",
                "<Expiration><Days>x</Days></Expiration>|MalformedXML",
                "<Expiration/>|MalformedXML",
                "<Expiration><Days>1</Days><Date>2030-01-01T00:00:00Z</Date></Expiration>|MalformedXML",
                "<Expiration><Date>2030-01-01T01:00:00Z</Date></Expiration>|InvalidArgument",
                "<Expiration><Date>20300101</Date></Expiration>|MalformedXML",
                "<Expiration><Days>1</Days><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>|MalformedXML",
                "<Expiration><ExpiredObjectAllVersions>true</ExpiredObjectAllVersions></Expiration>|MalformedXML",
                "<Expiration><Hours>1</Hours></Expiration>|MalformedXML",
                "<AbortIncompleteMultipartUpload/>|MalformedXML",
                "<NoncurrentVersionExpiration/>|MalformedXML",
                "<NoncurrentVersionExpiration><NoncurrentDays>0</NoncurrentDays></NoncurrentVersionExpiration>|InvalidArgument",
                "<Transition><Days>0</Days><StorageClass>GLACIER</StorageClass></Transition>|NotImplemented",
                "<Transition><Date>2030-01-01T07:00:00Z</Date><StorageClass>GLACIER</StorageClass></Transition>|InvalidArgument",
                "<Transition><StorageClass>GLACIER</StorageClass></Transition>|MalformedXML",
                "<NoncurrentVersionTransition/>|NotImplemented",
                "<ID/>|InvalidRequest",
                "<Expiration>x<Days>1</Days></Expiration>|MalformedXML",
                "<Expiration><Days>1<b/></Days></Expiration>|MalformedXML",
                "<ID><b/></ID>|MalformedXML",
                "<Action/>|MalformedXML"
            })
    void wrongActionsAreRefused(String action, String code) throws Exception {
        refused(lifecycle("<Filter/><Status>Enabled</Status>" + action), code);
        assertThat(client.send("GET", "/bucket", "lifecycle=", NONE).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Status>Enabled</Status>|MalformedXML",
                "<Status>enabled</Status><Prefix/>|MalformedXML",
                "<Prefix/>|MalformedXML",
                "<Status>Enabled</Status><Prefix/><Filter/>|MalformedXML",
                "<Status>Enabled</Status><Filter><And/></Filter>|MalformedXML",
                "<Status>Enabled</Status><Filter><Prefix/><Tag><Key>a</Key><Value/></Tag></Filter>|MalformedXML",
                "<Status>Enabled</Status><Filter><Tag><Key/><Value/></Tag></Filter>|InvalidTag",
                "<Status>Enabled</Status><Filter><Tag><Key>a</Key></Tag></Filter>|MalformedXML",
                "<Status>Enabled</Status><Filter><ObjectSizeGreaterThan>-1</ObjectSizeGreaterThan></Filter>|InvalidArgument",
                "<Status>Enabled</Status><Filter><And><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan><ObjectSizeLessThan>6</ObjectSizeLessThan></And></Filter>|InvalidRequest"
            })
    void wrongFiltersAreRefused(String start, String code) throws Exception {
        refused(lifecycle(start + DAYS), code);
    }

    @Test
    void ofMarkersAndUploadsTagsCannotChoose() throws Exception {
        String tagged = "<Status>Enabled</Status><Filter><Tag><Key>a</Key><Value/></Tag></Filter>";
        String marker = "<DelMarkerExpiration><Days>1</Days></DelMarkerExpiration>";
        refused(lifecycle(tagged + marker), "InvalidRequest");
        refused(
                lifecycle(
                        tagged
                                + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1"
                                + "</DaysAfterInitiation></AbortIncompleteMultipartUpload>"),
                "InvalidRequest");
        refused(
                lifecycle(
                        tagged
                                + "<Expiration><ExpiredObjectDeleteMarker>true"
                                + "</ExpiredObjectDeleteMarker></Expiration>"),
                "InvalidRequest");
        taken(lifecycle(tagged + DAYS));
    }

    @Test
    void idsAreUniqueAndShort() throws Exception {
        String rest = "<Prefix/><Status>Enabled</Status>" + DAYS;
        refused(lifecycle("<ID>a</ID>" + rest, "<ID>a</ID>" + rest), "InvalidArgument");
        refused(lifecycle("<ID>" + "a".repeat(256) + "</ID>" + rest), "InvalidArgument");
        taken(lifecycle("<ID>rule-1</ID>" + rest, rest));
        assertThat(kept(LIFECYCLE)).contains("<ID>rule-2</ID>");
    }

    @Test
    void underObjectLockNothingGoesWithAllVersions() throws Exception {
        assertThat(
                        client.send(
                                        "PUT",
                                        "/locked",
                                        NONE,
                                        NONE,
                                        "x-amz-bucket-object-lock-enabled",
                                        "true")
                                .statusCode())
                .isEqualTo(200);
        String document =
                "<LifecycleConfiguration><Rule><Prefix/><Status>Enabled</Status>"
                        + "<DelMarkerExpiration><Days>1</Days></DelMarkerExpiration>"
                        + "</Rule></LifecycleConfiguration>";
        taken(put(LIFECYCLE, document));
        byte[] md5 =
                MessageDigest.getInstance("MD5").digest(document.getBytes(StandardCharsets.UTF_8));
        refused(
                client.send(
                        "PUT",
                        "/locked",
                        "lifecycle=",
                        document,
                        "content-md5",
                        Base64.getEncoder().encodeToString(md5)),
                "InvalidLifecycleWithObjectLock");
    }

    @Test
    void queuesAreKeptOnlyUnseen() throws Exception {
        assertThat(kept(NOTIFICATION))
                .contains("NotificationConfiguration")
                .doesNotContain("Queue");
        String queue =
                "<Filter><S3Key><FilterRule><Name>prefix</Name><Value> a</Value></FilterRule>"
                        + "</S3Key></Filter>"
                        + QUEUE
                        + PUT;
        String document = "<QueueConfiguration>" + queue + "</QueueConfiguration>";
        refused(notification(document), "InvalidArgument");
        assertThat(kept(NOTIFICATION)).doesNotContain("Queue");
        taken(notification(document, "x-amz-skip-destination-validation", "true"));
        assertThat(kept(NOTIFICATION))
                .contains("<QueueConfiguration><Id>rule-1</Id>" + queue + "</QueueConfiguration>");
        taken(notification(NONE));
        assertThat(kept(NOTIFICATION)).doesNotContain("Queue");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<TopicConfiguration><Topic>t</Topic></TopicConfiguration>|UnsupportedNotification",
                "<EventBridgeConfiguration/>|UnsupportedNotification",
                "<Other/>|MalformedXML",
                "<QueueConfiguration><Event>s3:ObjectCreated:*</Event></QueueConfiguration>|MalformedXML",
                "<QueueConfiguration><Queue>arn:aws:sqs:r:1:q</Queue></QueueConfiguration>|MalformedXML",
                "<QueueConfiguration><Queue>arn:aws:sqs:r:1:q</Queue><Event>s3:Other</Event></QueueConfiguration>|InvalidArgument",
                "<QueueConfiguration><Queue>arn:aws:sns:r:1:q</Queue><Event>s3:*</Event></QueueConfiguration>|InvalidArgument",
                "<QueueConfiguration><Queue>q</Queue><Event>s3:ObjectRemoved:*</Event></QueueConfiguration>|InvalidArgument",
                "<QueueConfiguration><Queue>arn:aws:sqs:r:1:q</Queue><Event>s3:*</Event><Filter><S3Key><FilterRule><Name>key</Name><Value/></FilterRule></S3Key></Filter></QueueConfiguration>|InvalidArgument"
            })
    void wrongNotificationsAreRefused(String document, String code) throws Exception {
        refused(notification(document, "x-amz-skip-destination-validation", "true"), code);
        assertThat(kept(NOTIFICATION)).doesNotContain("Queue");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:ObjectCreated:*,a,,false",
        "s3:*,a/b,,false",
        "s3:ObjectCreated:Put,,x,false",
        "s3:ObjectCreated:Put,b,,true",
        "s3:ObjectRemoved:*,a,,true"
    })
    void noEventIsMeantTwice(String event, String prefix, String suffix, boolean isApart)
            throws Exception {
        String first = keys("a", NONE) + QUEUE + PUT;
        String second =
                keys(prefix == null ? NONE : prefix, suffix == null ? NONE : suffix)
                        + QUEUE
                        + "<Event>"
                        + event
                        + "</Event>";
        String open = "<QueueConfiguration>";
        String close = "</QueueConfiguration>";
        HttpResponse<String> answer =
                notification(
                        open + first + close + open + second + close,
                        "x-amz-skip-destination-validation",
                        "true");
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(isApart ? 200 : 400);
    }

    private static String keys(String prefix, String suffix) {
        return "<Filter><S3Key>"
                + "<FilterRule><Name>Prefix</Name><Value>"
                + prefix
                + "</Value></FilterRule><FilterRule><Name>Suffix</Name><Value>"
                + suffix
                + "</Value></FilterRule></S3Key></Filter>";
    }

    @Test
    void replicationIsKeptWhereBothBucketsHaveVersions() throws Exception {
        String rule = "<Rule>" + RULE_START + "<Filter></Filter>" + COPY + "</Rule>";
        refused(replication(rule), "InvalidRequest");
        version("/bucket", "Enabled");
        refused(replication(rule), "InvalidRequest");
        assertThat(client.send("PUT", "/copy", NONE, NONE).statusCode()).isEqualTo(200);
        refused(replication(rule), "InvalidRequest");
        version("/copy", "Enabled");
        refused(
                client.send("GET", "/bucket", "replication=", NONE),
                "ReplicationConfigurationNotFoundError");
        taken(replication(rule));
        assertThat(kept(REPLICATION))
                .contains("<Role>r</Role><Rule><ID>rule-1</ID>" + rule.substring(6));
        refused(
                client.send(
                        "PUT",
                        "/bucket",
                        "versioning=",
                        "<VersioningConfiguration><Status>Suspended</Status>"
                                + "</VersioningConfiguration>"),
                "InvalidBucketState");
        assertThat(client.send("DELETE", "/bucket", "replication=", NONE).statusCode())
                .isEqualTo(204);
        version("/bucket", "Suspended");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Filter/>|MalformedXML",
                "<Filter/><Destination><Bucket>copy</Bucket></Destination>|InvalidArgument",
                "<Filter/><Destination><Bucket>arn:aws:s3:::bucket</Bucket></Destination>|InvalidRequest",
                "<Filter/><Destination><Bucket>arn:minio:replication::1:copy</Bucket></Destination>|RemoteDestinationNotFoundError",
                "<Filter/><Destination><Bucket>arn:aws:s3:::copy</Bucket><StorageClass>GLACIER</StorageClass></Destination>|InvalidStorageClass",
                "<Filter/><Destination><Bucket>arn:aws:s3:::copy</Bucket><AccessControlTranslation><Owner>Destination</Owner></AccessControlTranslation></Destination>|InvalidRequest",
                "<Filter/><Destination><Bucket>arn:aws:s3:::copy</Bucket><ReplicationTime><Status>Enabled</Status><Time><Minutes>5</Minutes></Time></ReplicationTime></Destination>|InvalidArgument",
                "<Filter/><Destination><Bucket>arn:aws:s3:::copy</Bucket></Destination><Other/>|MalformedXML"
            })
    void wrongReplicationsAreRefused(String rest, String code) throws Exception {
        version("/bucket", "Enabled");
        assertThat(client.send("PUT", "/copy", NONE, NONE).statusCode()).isEqualTo(200);
        version("/copy", "Enabled");
        refused(replication("<Rule>" + RULE_START + rest + "</Rule>"), code);
    }

    @Test
    void prioritiesAndMarkersAreJudged() throws Exception {
        version("/bucket", "Enabled");
        assertThat(client.send("PUT", "/copy", NONE, NONE).statusCode()).isEqualTo(200);
        version("/copy", "Enabled");
        String rule = "<Rule>" + RULE_START + "<Filter/>" + COPY + "</Rule>";
        refused(replication(rule + rule), "InvalidRequest");
        refused(
                replication(
                        "<Rule><Status>Enabled</Status><Priority>1</Priority><Filter/>"
                                + COPY
                                + "</Rule>"),
                "InvalidRequest");
        refused(
                replication(
                        "<Rule>"
                                + RULE_START.replace("Disabled", "Enabled")
                                + "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>"
                                + COPY
                                + "</Rule>"),
                "InvalidRequest");
        taken(replication("<Rule><Status>Enabled</Status><Prefix/>" + COPY + "</Rule>"));
        refused(
                client.send("PUT", "/bucket", "replication=", "<ReplicationConfiguration/>"),
                "MissingContentMD5");
    }
}
