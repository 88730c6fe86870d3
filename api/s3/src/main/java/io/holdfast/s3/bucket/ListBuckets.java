package io.holdfast.s3.bucket;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.base.ports.Caller;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.s3.acl.Owner;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Positions;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The buckets of the caller's account [S3 API: ListBuckets]. Who may not list them all is shown
/// those that it may list or locate, as MinIO does.
public record ListBuckets(ObjectStore store, Accounts accounts) implements Operation {
    private static final int BUCKETS_MAX = 10_000;

    @Override
    public String action(S3Request request) {
        return "";
    }

    @Override
    public void run(S3Request request) throws S3Exception, IOException, InterruptedException {
        Account account = accounts.of(request.caller());
        Query query = request.query();
        int max = max(query);
        String after = Positions.parse(query.getOrEmpty("continuation-token"));
        String prefix = query.getOrEmpty("prefix");
        String region = query.getOrEmpty("bucket-region");
        List<BucketInfo> wanted =
                shown(request, account).stream()
                        .filter(bucket -> bucket.name().compareTo(after) > 0)
                        .filter(bucket -> bucket.name().startsWith(prefix))
                        .filter(bucket -> region.isEmpty() || region.equals(regionOf(bucket)))
                        .toList();
        List<BucketInfo> page = wanted.subList(0, Math.min(max, wanted.size()));
        XmlWriter xml = new XmlWriter().root("ListAllMyBucketsResult");
        Owner.write(xml, "Owner", account);
        xml.open("Buckets");
        for (BucketInfo bucket : page) {
            xml.open("Bucket").element("Name", bucket.name());
            xml.element("CreationDate", Times.iso(bucket.createdMs()));
            if (query.count() > 0) {
                xml.element("BucketRegion", regionOf(bucket));
            }
            xml.close("Bucket");
        }
        xml.close("Buckets");
        if (page.size() < wanted.size()) {
            xml.element("ContinuationToken", Positions.token(page.getLast().name()));
        }
        xml.optional("Prefix", prefix);
        request.respond(xml.close("ListAllMyBucketsResult"));
    }

    private static int max(Query query) throws S3Exception {
        int max = query.number("max-buckets", BUCKETS_MAX);
        if (max < 1 || max > BUCKETS_MAX) {
            throw new S3Exception(
                    ErrorCode.INVALID_ARGUMENT,
                    "max-buckets is between 1 and " + BUCKETS_MAX + ".");
        }
        return query.has("max-buckets") ? max : Integer.MAX_VALUE;
    }

    private static String regionOf(BucketInfo bucket) {
        return bucket.region().isEmpty() ? "us-east-1" : bucket.region();
    }

    private List<BucketInfo> shown(S3Request request, Account account) throws S3Exception {
        if (request.caller() instanceof Caller.Anonymous) {
            throw new S3Exception(ErrorCode.ACCESS_DENIED);
        }
        boolean isEach = !request.isAllowed("s3:ListAllMyBuckets", "", "");
        List<BucketInfo> shown = new ArrayList<>();
        for (BucketInfo bucket : store.buckets()) {
            if (bucket.owner().equals(account.id())
                    && (!isEach
                            || request.isAllowed("s3:ListBucket", bucket.name(), "")
                            || request.isAllowed("s3:GetBucketLocation", bucket.name(), ""))) {
                shown.add(bucket);
            }
        }
        if (isEach && shown.isEmpty()) {
            throw new S3Exception(ErrorCode.ACCESS_DENIED);
        }
        return shown;
    }
}
