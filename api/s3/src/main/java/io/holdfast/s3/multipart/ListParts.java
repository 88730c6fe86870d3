package io.holdfast.s3.multipart;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.PartInfo;
import io.holdfast.object.PartPage;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.Owner;
import io.holdfast.s3.acl.Owners;
import io.holdfast.s3.request.ChecksumFields;
import io.holdfast.s3.request.Encoding;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// Parts of an upload in progress [S3 API: ListParts].
public record ListParts(ObjectStore store, Accounts accounts) implements Operation {
    private static final String ROOT = "ListPartsResult";

    /// Judged with the upload.
    @Override
    public String action(S3Request request) {
        return "";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        UploadAccess.require(request, store, "s3:ListMultipartUploadParts");
        int max = Math.min(request.query().number("max-parts", PartNumbers.MAX), PartNumbers.MAX);
        int marker = request.query().number("part-number-marker", 0);
        Encoding encoding = Encoding.of(request.query());
        PartPage page = store.listParts(request.name(), PartNumbers.uploadId(request), marker, max);
        Account owner = Owners.of(request.bucket(), store, accounts).of(page.upload().attributes());
        XmlWriter xml = new XmlWriter(512 + 256 * page.parts().size()).root(ROOT);
        xml.element("Bucket", request.bucket());
        xml.element("Key", encoding.encode(request.key()));
        xml.element("UploadId", page.upload().uploadId());
        Owner.write(xml, "Initiator", owner);
        Owner.write(xml, "Owner", owner);
        xml.element("StorageClass", page.upload().attributes().storageClass());
        xml.element("PartNumberMarker", marker);
        xml.element(
                "NextPartNumberMarker",
                page.parts().isEmpty() ? 0 : page.parts().getLast().partNumber());
        xml.element("MaxParts", max).element("IsTruncated", page.next().isPresent());
        xml.optional("EncodingType", encoding.name());
        page.upload().checksum().ifPresent(a -> xml.element("ChecksumAlgorithm", a.s3Name()));
        page.upload().checksumType().ifPresent(t -> xml.element("ChecksumType", t.name()));
        for (PartInfo part : page.parts()) {
            xml.open("Part").element("PartNumber", part.partNumber());
            xml.element("LastModified", Times.iso(part.modifiedMs())).etag(part.etag());
            xml.element("Size", part.size());
            part.checksum().ifPresent(checksum -> ChecksumFields.write(xml, checksum, 0));
            xml.close("Part");
        }
        request.respond(xml.close(ROOT));
    }
}
