package io.holdfast.s3.list;

import io.holdfast.base.ports.Accounts;
import io.holdfast.object.ListVersionsRequest;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import io.holdfast.object.VersionPage;
import io.holdfast.s3.acl.Owners;
import io.holdfast.s3.request.Encoding;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/// Versions and delete markers of a bucket [S3 API: ListObjectVersions].
public record ListObjectVersions(ObjectStore store, Accounts accounts) implements Operation {
    private static final String ROOT = "ListVersionsResult";

    @Override
    public String action(S3Request request) {
        return "s3:ListBucketVersions";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Query query = request.query();
        Encoding encoding = Encoding.of(query);
        int maxKeys = query.number("max-keys", Entries.MAX);
        String prefix = query.getOrEmpty("prefix");
        String delimiter = query.getOrEmpty("delimiter");
        String keyMarker = query.getOrEmpty("key-marker");
        String versionMarker = query.getOrEmpty("version-id-marker");
        VersionPage page =
                store.listVersions(
                        new ListVersionsRequest(
                                request.bucket(),
                                prefix,
                                delimiter,
                                keyMarker,
                                version(keyMarker, versionMarker),
                                Math.min(maxKeys, Entries.MAX)));
        Optional<Owners> owners = Optional.of(Owners.of(request.bucket(), store, accounts));
        XmlWriter xml = new XmlWriter(512 + Entries.BYTES_EACH * page.versions().size()).root(ROOT);
        xml.element("Name", request.bucket()).element("Prefix", encoding.encode(prefix));
        xml.element("KeyMarker", encoding.encode(keyMarker));
        page.nextKey().ifPresent(next -> xml.element("NextKeyMarker", encoding.encode(next)));
        xml.element("VersionIdMarker", versionMarker);
        xml.element("NextVersionIdMarker", page.nextVersion().map(VersionId::toString).orElse(""));
        xml.element("MaxKeys", maxKeys);
        xml.optional("Delimiter", encoding.encode(delimiter));
        xml.element("IsTruncated", page.nextKey().isPresent());
        boolean hasMetadata = query.getOrEmpty("metadata").equalsIgnoreCase("true");
        for (ObjectInfo info : page.versions()) {
            String element = info.isDeleteMarker() ? "DeleteMarker" : "Version";
            xml.open(element);
            Entries.write(xml, info, encoding, owners);
            if (hasMetadata && !info.isDeleteMarker()) {
                Entries.writeMetadata(xml, info, request);
            }
            xml.element("IsLatest", info.isLatest());
            xml.element("VersionId", info.versionId().toString()).close(element);
        }
        Entries.writePrefixes(xml, page.prefixes(), encoding);
        xml.optional("EncodingType", encoding.name());
        request.respond(xml.close(ROOT));
    }

    private static Optional<VersionId> version(String keyMarker, String text) throws S3Exception {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (keyMarker.isEmpty()) {
            throw new S3Exception(
                    ErrorCode.INVALID_ARGUMENT, "version-id-marker needs a key-marker.");
        }
        Optional<VersionId> version = VersionId.parse(text);
        if (version.isEmpty()) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "version-id-marker is not valid.");
        }
        return version;
    }
}
