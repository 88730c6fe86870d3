package io.holdfast.s3.object;

import io.holdfast.object.Conditions;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectParts;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.OpenObject;
import io.holdfast.object.PartInfo;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.ChecksumFields;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Chosen attributes of an object [S3 API: GetObjectAttributes].
public record GetObjectAttributes(ObjectStore store) implements Operation {
    private static final String ROOT = "GetObjectAttributesResponse";
    private static final Set<String> KNOWN =
            Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");
    private static final int PARTS_MAX = 1000;

    @Override
    public String action(S3Request request) {
        return request.actionOf("s3:GetObjectAttributes", "s3:GetObjectVersionAttributes");
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        request.authorize(
                request.actionOf("s3:GetObject", "s3:GetObjectVersion"),
                request.bucket(),
                request.key());
        Set<String> wanted = wanted(request);
        ReadRequest read =
                new ReadRequest(
                        request.name(),
                        request.version(),
                        OptionalInt.empty(),
                        Conditions.NONE,
                        EncryptionFields.customerKey(request));
        ObjectInfo info;
        try (OpenObject open = store.head(read)) {
            info = open.info();
        }
        XmlWriter xml = new XmlWriter().root(ROOT);
        if (wanted.contains("ETag")) {
            xml.element("ETag", info.etag());
        }
        if (wanted.contains("Checksum") && info.checksum().isPresent()) {
            xml.open("Checksum");
            ChecksumFields.write(xml, info.checksum().get(), 0);
            xml.element("ChecksumType", info.checksum().get().type().name());
            xml.close("Checksum");
        }
        if (wanted.contains("ObjectParts") && info.partCount() > 0) {
            writeParts(request, read, xml);
        }
        if (wanted.contains("StorageClass")) {
            xml.element("StorageClass", info.attributes().storageClass());
        }
        if (wanted.contains("ObjectSize")) {
            xml.element("ObjectSize", info.size());
        }
        ObjectFields.setVersion(request.exchange(), info);
        EncryptionFields.set(request, info.encryption());
        request.exchange().setHeader("Last-Modified", Times.http(info.modifiedMs()));
        request.respond(xml.close(ROOT));
    }

    private void writeParts(S3Request request, ReadRequest read, XmlWriter xml)
            throws S3Exception, StoreException, InterruptedException {
        int marker = number(request, "x-amz-part-number-marker", 0);
        int max = Math.min(number(request, "x-amz-max-parts", PARTS_MAX), PARTS_MAX);
        ObjectParts page = store.parts(read, marker, max);
        List<PartInfo> parts = page.parts();
        int last = parts.isEmpty() ? marker : parts.getLast().partNumber();
        xml.open("ObjectParts");
        xml.element("IsTruncated", parts.size() == max && max > 0 && last < page.total());
        xml.element("MaxParts", max);
        xml.element("NextPartNumberMarker", last);
        xml.element("PartNumberMarker", marker);
        for (PartInfo part : parts) {
            xml.open("Part").element("PartNumber", part.partNumber());
            xml.element("Size", part.size());
            part.checksum().ifPresent(checksum -> ChecksumFields.write(xml, checksum, 0));
            xml.close("Part");
        }
        xml.element("PartsCount", page.total()).close("ObjectParts");
    }

    private static Set<String> wanted(S3Request request) throws S3Exception {
        Set<String> wanted = new HashSet<>();
        for (String line : request.exchange().headers("x-amz-object-attributes")) {
            int at = 0;
            while (at <= line.length()) {
                int end = line.indexOf(',', at);
                if (end < 0) {
                    end = line.length();
                }
                wanted.add(line.substring(at, end).strip());
                at = end + 1;
            }
        }
        if (wanted.isEmpty() || !KNOWN.containsAll(wanted)) {
            throw new S3Exception(
                    ErrorCode.INVALID_ARGUMENT, "x-amz-object-attributes is not valid.");
        }
        return wanted;
    }

    private static int number(S3Request request, String name, int fallback) throws S3Exception {
        String text = request.header(name).orElse("");
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new S3Exception(ErrorCode.INVALID_ARGUMENT, name + " is not valid.");
    }
}
