package io.holdfast.s3.list;

import io.holdfast.base.ports.Accounts;
import io.holdfast.object.ListPage;
import io.holdfast.object.ListRequest;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.Owners;
import io.holdfast.s3.request.Encoding;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/// Keys of a bucket, the old way [S3 API: ListObjects].
public record ListObjectsV1(ObjectStore store, Accounts accounts) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:ListBucket";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Query query = request.query();
        Encoding encoding = Encoding.of(query);
        int maxKeys = query.number("max-keys", Entries.MAX);
        String prefix = query.getOrEmpty("prefix");
        String delimiter = query.getOrEmpty("delimiter");
        String marker = query.getOrEmpty("marker");
        ListPage page =
                store.list(
                        new ListRequest(
                                request.bucket(),
                                prefix,
                                delimiter,
                                marker,
                                Math.min(maxKeys, Entries.MAX)));
        Optional<Owners> owners = Optional.of(Owners.of(request.bucket(), store, accounts));
        XmlWriter xml =
                new XmlWriter(512 + Entries.BYTES_EACH * page.objects().size())
                        .root("ListBucketResult");
        xml.element("Name", request.bucket()).element("Prefix", encoding.encode(prefix));
        xml.element("Marker", encoding.encode(marker));
        page.next().ifPresent(next -> xml.element("NextMarker", encoding.encode(next)));
        xml.element("MaxKeys", maxKeys);
        xml.optional("Delimiter", encoding.encode(delimiter));
        xml.element("IsTruncated", page.next().isPresent());
        for (ObjectInfo info : page.objects()) {
            xml.open("Contents");
            Entries.write(xml, info, encoding, owners);
            xml.close("Contents");
        }
        Entries.writePrefixes(xml, page.prefixes(), encoding);
        xml.optional("EncodingType", encoding.name());
        request.respond(xml.close("ListBucketResult"));
    }
}
