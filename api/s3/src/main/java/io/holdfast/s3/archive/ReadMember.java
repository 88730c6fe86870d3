package io.holdfast.s3.archive;

import io.holdfast.http.Exchange;
import io.holdfast.object.Conditions;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.OpenObject;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreException;
import io.holdfast.s3.object.ObjectFields;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import java.io.IOException;
import java.net.URLConnection;
import java.util.OptionalInt;

/// Sends or describes a member of a zip archive [MinIO: Read an object inside a zip]. Who may read
/// the archive may read its members.
public record ReadMember(ObjectStore store) implements Operation {
    /// Whether a GET or HEAD of this key is one.
    public static boolean isAsked(Exchange exchange, String key) {
        return ZipPath.isAsked(exchange) && ZipPath.of(key).isPresent();
    }

    /// Judged for the archive, which is another key than the request's.
    @Override
    public String action(S3Request request) {
        return "";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        ZipPath path = ZipPath.of(request.key()).orElseThrow();
        request.authorizeVersion(
                request.actionOf("s3:GetObject", "s3:GetObjectVersion"),
                request.bucket(),
                path.archive(),
                request.versionText());
        if (request.header("range").isPresent() || request.query().has("partNumber")) {
            throw new S3Exception(
                    ErrorCode.INVALID_REQUEST, "A member of an archive is read as a whole.");
        }
        ReadRequest read =
                new ReadRequest(
                        new ObjectName(request.bucket(), path.archive()),
                        request.version(),
                        OptionalInt.empty(),
                        Conditions.NONE,
                        EncryptionFields.customerKey(request));
        try (OpenObject archive = store.open(read)) {
            ZipDirectory directory = new ZipDirectory(archive);
            ZipMember member = find(directory, path.inner());
            long start = directory.contentStart(member);
            begin(request, archive.info(), member);
            if (member.size() > 0 && request.exchange().method().equals("GET")) {
                send(request.exchange(), archive, start, member);
            }
        } catch (ArchiveException e) {
            throw new S3Exception(ErrorCode.BAD_REQUEST, "The archive: " + e.getMessage() + ".");
        }
    }

    private static ZipMember find(ZipDirectory directory, String name)
            throws S3Exception, IOException, StoreException, InterruptedException {
        ZipMember[] found = new ZipMember[1];
        directory.visit(
                member -> {
                    if (member.name().equals(name) && !member.isFolder()) {
                        found[0] = member;
                    }
                    return found[0] == null;
                });
        ZipMember member = found[0];
        if (member == null) {
            throw new S3Exception(ErrorCode.NO_SUCH_KEY, "The archive has no such member.");
        }
        boolean isKnown =
                member.method() == ZipMember.STORED || member.method() == ZipMember.DEFLATED;
        if (!isKnown || member.isEncrypted()) {
            throw new S3Exception(
                    ErrorCode.NOT_IMPLEMENTED,
                    "Members are stored or deflated, and not encrypted.");
        }
        return member;
    }

    private static void begin(S3Request request, ObjectInfo archive, ZipMember member)
            throws IOException, InterruptedException {
        Exchange exchange = request.exchange();
        String type = URLConnection.guessContentTypeFromName(member.name());
        exchange.setHeader("Content-Type", type == null ? "application/octet-stream" : type);
        exchange.setHeader("Last-Modified", Times.http(archive.modifiedMs()));
        ObjectFields.setVersion(exchange, archive);
        EncryptionFields.set(request, archive.encryption());
        exchange.start(200, member.size());
    }

    private static void send(Exchange exchange, OpenObject archive, long start, ZipMember member)
            throws IOException, StoreException, InterruptedException {
        try (MemberContent content = new MemberContent(member, exchange::write)) {
            archive.transferTo(start, member.storedBytes(), content);
            content.finish();
        }
    }
}
