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
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The buckets of the caller's account [S3 API: ListBuckets]. Who may not list them all is shown
/// those that it may list or locate, as MinIO does.
public record ListBuckets(ObjectStore store, Accounts accounts) implements Operation {
    @Override
    public String action(S3Request request) {
        return "";
    }

    @Override
    public void run(S3Request request) throws S3Exception, IOException, InterruptedException {
        Account account = accounts.of(request.caller());
        List<BucketInfo> shown = shown(request, account);
        XmlWriter xml = new XmlWriter().root("ListAllMyBucketsResult");
        Owner.write(xml, "Owner", account);
        xml.open("Buckets");
        for (BucketInfo bucket : shown) {
            xml.open("Bucket")
                    .element("Name", bucket.name())
                    .element("CreationDate", Times.iso(bucket.createdMs()))
                    .close("Bucket");
        }
        request.respond(xml.close("Buckets").close("ListAllMyBucketsResult"));
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
