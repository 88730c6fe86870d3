package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

final class AwsListingTest extends AwsSuite {
    private final Set<String> keys = new TreeSet<>();

    AwsListingTest(Endpoint endpoint) {
        super(endpoint);
    }

    @BeforeAll
    void fill() {
        for (int i = 0; i < 40; i++) {
            keys.add("year/%04d/file".formatted(i % 8) + i);
        }
        keys.addAll(List.of("a", "a/b", "a/b/c", "top1", "top2", "zz/%41+ &/x"));
        keys.forEach(key -> put(key, "x"));
    }

    @Test
    void pagesTogetherGiveEveryKeyOnceAndInOrder() {
        for (int pageSize : new int[] {1, 7, 1000}) {
            List<String> found = new ArrayList<>();
            for (ListObjectsV2Response page :
                    s3.listObjectsV2Paginator(
                            request -> request.bucket(bucket).maxKeys(pageSize))) {
                assertThat(page.keyCount()).isLessThanOrEqualTo(pageSize);
                page.contents().forEach(object -> found.add(object.key()));
            }
            assertThat(found).containsExactlyElementsOf(keys);
        }
    }

    @Test
    void delimiterFoldsPrefixesAcrossPages() {
        List<String> prefixes = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        for (ListObjectsV2Response page :
                s3.listObjectsV2Paginator(
                        request -> request.bucket(bucket).delimiter("/").maxKeys(2))) {
            page.commonPrefixes().forEach(prefix -> prefixes.add(prefix.prefix()));
            page.contents().forEach(object -> contents.add(object.key()));
        }
        assertThat(prefixes).containsExactly("a/", "year/", "zz/");
        assertThat(contents).containsExactly("a", "top1", "top2");
    }

    @Test
    void prefixAndDelimiterWorkTogether() {
        ListObjectsV2Response years =
                s3.listObjectsV2(request -> request.bucket(bucket).prefix("year/").delimiter("/"));
        assertThat(years.commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .hasSize(8)
                .startsWith("year/0000/");
        assertThat(years.contents()).isEmpty();
        assertThat(
                        s3.listObjectsV2(
                                        request ->
                                                request.bucket(bucket)
                                                        .prefix("year/0003/")
                                                        .delimiter("/"))
                                .contents())
                .hasSize(5);
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket).prefix("nowhere")).contents())
                .isEmpty();
    }

    @Test
    void anyStringIsADelimiter() {
        assertThat(
                        s3.listObjectsV2(
                                        request ->
                                                request.bucket(bucket)
                                                        .prefix("year/")
                                                        .delimiter("/file"))
                                .commonPrefixes())
                .hasSize(8);
    }

    @Test
    void listingStartsAfterAKey() {
        assertThat(
                        s3.listObjectsV2(request -> request.bucket(bucket).startAfter("top1"))
                                .contents())
                .extracting(S3Object::key)
                .startsWith("top2")
                .doesNotContain("top1")
                .endsWith("zz/%41+ &/x");
    }

    @Test
    void firstVersionOfTheListingUsesMarkers() {
        List<String> found = new ArrayList<>();
        String marker = "";
        while (true) {
            String from = marker;
            ListObjectsResponse page =
                    s3.listObjects(request -> request.bucket(bucket).marker(from).maxKeys(9));
            page.contents().forEach(object -> found.add(object.key()));
            if (!page.isTruncated()) {
                break;
            }
            marker = found.getLast();
        }
        assertThat(found).containsExactlyElementsOf(keys);
    }

    @Test
    void entriesTellSizeTagAndTime() {
        S3Object entry =
                s3.listObjectsV2(request -> request.bucket(bucket).prefix("top1"))
                        .contents()
                        .getFirst();
        assertThat(entry.size()).isEqualTo(1);
        assertThat(entry.eTag()).isEqualTo("\"9dd4e461268c8034f5c8564e155c67a6\"");
        assertThat(entry.lastModified()).isNotNull();
    }
}
