package io.holdfast.s3.list;

import io.holdfast.object.ObjectInfo;
import io.holdfast.s3.acl.Owner;
import io.holdfast.s3.acl.Owners;
import io.holdfast.s3.request.Encoding;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import io.holdfast.s3.wire.Times;
import io.holdfast.s3.wire.XmlWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What all listings write in the same way.
final class Entries {
    static final int MAX = 1000;

    /// Room for one key of usual length.
    static final int BYTES_EACH = 384;

    private Entries() {}

    /// Writes the elements of one object or version.
    ///
    /// @param owners where they are to be shown
    static void write(XmlWriter xml, ObjectInfo info, Encoding encoding, Optional<Owners> owners) {
        xml.element("Key", encoding.encode(info.name().key()));
        xml.element("LastModified", Times.iso(info.modifiedMs()));
        xml.etag(info.etag());
        xml.element("Size", info.size());
        owners.ifPresent(all -> Owner.write(xml, "Owner", all.of(info.attributes())));
        info.checksum()
                .ifPresent(
                        checksum -> {
                            xml.element("ChecksumAlgorithm", checksum.algorithm().s3Name());
                            xml.element("ChecksumType", checksum.type().name());
                        });
        xml.element("StorageClass", info.attributes().storageClass());
    }

    /// Writes MinIO's additions, as far as the caller may read them.
    static void writeMetadata(XmlWriter xml, ObjectInfo info, S3Request request)
            throws S3Exception {
        String key = info.name().key();
        if (request.isAllowed("s3:GetObject", request.bucket(), key)) {
            xml.open("UserMetadata");
            String type = info.attributes().headers().get("content-type");
            if (type != null) {
                xml.element("content-type", type);
            }
            for (Map.Entry<String, String> entry :
                    new TreeMap<>(info.attributes().userMetadata()).entrySet()) {
                if (isElementName(entry.getKey())) {
                    xml.element("X-Amz-Meta-" + entry.getKey(), entry.getValue());
                }
            }
            xml.close("UserMetadata");
        }
        Map<String, String> tags = info.attributes().tags();
        if (!tags.isEmpty() && request.isAllowed("s3:GetObjectTagging", request.bucket(), key)) {
            xml.element("UserTags", Tags.field(tags));
        }
    }

    static void writePrefixes(XmlWriter xml, List<String> prefixes, Encoding encoding) {
        for (String prefix : prefixes) {
            xml.open("CommonPrefixes");
            xml.element("Prefix", encoding.encode(prefix)).close("CommonPrefixes");
        }
    }

    /// A field's name is nearly always an element's name; one that is not is left out.
    private static boolean isElementName(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(
                                c ->
                                        (c >= 'a' && c <= 'z')
                                                || (c >= '0' && c <= '9')
                                                || c == '-'
                                                || c == '_'
                                                || c == '.');
    }
}
