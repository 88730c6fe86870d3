package io.holdfast.s3;

import io.holdfast.base.ports.Accounts;
import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectStore;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.archive.ExtractObjects;
import io.holdfast.s3.archive.ReadMember;
import io.holdfast.s3.lock.GetObjectLegalHold;
import io.holdfast.s3.lock.GetObjectRetention;
import io.holdfast.s3.lock.PutObjectLegalHold;
import io.holdfast.s3.lock.PutObjectRetention;
import io.holdfast.s3.multipart.AbortMultipartUpload;
import io.holdfast.s3.multipart.CompleteMultipartUpload;
import io.holdfast.s3.multipart.CreateMultipartUpload;
import io.holdfast.s3.multipart.ListParts;
import io.holdfast.s3.multipart.UploadPart;
import io.holdfast.s3.multipart.UploadPartCopy;
import io.holdfast.s3.object.AppendObject;
import io.holdfast.s3.object.CopyObject;
import io.holdfast.s3.object.DeleteObject;
import io.holdfast.s3.object.DeleteObjectTagging;
import io.holdfast.s3.object.GetObject;
import io.holdfast.s3.object.GetObjectAcl;
import io.holdfast.s3.object.GetObjectAttributes;
import io.holdfast.s3.object.GetObjectTagging;
import io.holdfast.s3.object.HeadObject;
import io.holdfast.s3.object.PutObject;
import io.holdfast.s3.object.PutObjectAcl;
import io.holdfast.s3.object.PutObjectTagging;
import io.holdfast.s3.object.RenameObject;
import io.holdfast.s3.request.CopySource;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.Protections;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import java.util.HashMap;
import java.util.Map;

/// Operations on objects, by method and sub-resource.
final class ObjectRoutes {
    private final Operation get;
    private final Operation head;
    private final Operation put;
    private final Operation copy;
    private final Operation delete;
    private final Operation putPart;
    private final Operation copyPart;
    private final Operation append;
    private final Operation extract;
    private final Operation member;
    private final Map<String, Operation> routes = new HashMap<>();

    ObjectRoutes(ObjectStore store, Accounts accounts, boolean sealsAll) {
        Acls acls = new Acls(store, accounts);
        Protections protections = new Protections(store, sealsAll);
        PutObject single = new PutObject(store, acls, protections);
        get = new GetObject(store);
        head = new HeadObject(store);
        put = single;
        copy = new CopyObject(store, acls, protections);
        delete = new DeleteObject(store);
        putPart = new UploadPart(store);
        copyPart = new UploadPartCopy(store);
        append = new AppendObject(store, acls, protections);
        extract = new ExtractObjects(single);
        member = new ReadMember(store);
        routes.put("PUT renameObject", new RenameObject(store));
        routes.put("GET attributes", new GetObjectAttributes(store));
        routes.put("GET tagging", new GetObjectTagging(store));
        routes.put("PUT tagging", new PutObjectTagging(store));
        routes.put("DELETE tagging", new DeleteObjectTagging(store));
        routes.put("GET retention", new GetObjectRetention(store));
        routes.put("PUT retention", new PutObjectRetention(store));
        routes.put("GET legal-hold", new GetObjectLegalHold(store));
        routes.put("PUT legal-hold", new PutObjectLegalHold(store));
        routes.put("GET acl", new GetObjectAcl(store, acls));
        routes.put("PUT acl", new PutObjectAcl(store, acls));
        routes.put("POST uploads", new CreateMultipartUpload(store, acls, protections));
        routes.put("GET uploadId", new ListParts(store, accounts));
        routes.put("POST uploadId", new CompleteMultipartUpload(store));
        routes.put("DELETE uploadId", new AbortMultipartUpload(store));
    }

    Operation route(Exchange exchange, String key, Query query, String sub) throws S3Exception {
        String method = exchange.method();
        if (sub.isEmpty()) {
            return switch (method) {
                case "GET" -> ReadMember.isAsked(exchange, key) ? member : get;
                case "HEAD" -> ReadMember.isAsked(exchange, key) ? member : head;
                case "PUT" -> put(exchange);
                case "DELETE" -> delete;
                default -> throw new S3Exception(ErrorCode.METHOD_NOT_ALLOWED);
            };
        }
        if (sub.equals("partNumber")) {
            return switch (method) {
                case "GET" -> ReadMember.isAsked(exchange, key) ? member : get;
                case "HEAD" -> ReadMember.isAsked(exchange, key) ? member : head;
                default -> throw new S3Exception(ErrorCode.INVALID_REQUEST);
            };
        }
        if (sub.equals("uploadId") && method.equals("PUT")) {
            if (!query.has("partNumber")) {
                throw new S3Exception(ErrorCode.INVALID_REQUEST, "A part number is required.");
            }
            return isCopy(exchange) ? copyPart : putPart;
        }
        Operation operation = routes.get(method + ' ' + sub);
        if (operation == null) {
            throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
        }
        return operation;
    }

    private Operation put(Exchange exchange) {
        if (isCopy(exchange)) {
            return copy;
        }
        if (AppendObject.isAsked(exchange)) {
            return append;
        }
        return isArchive(exchange) ? extract : put;
    }

    private static boolean isArchive(Exchange exchange) {
        return ExtractObjects.isAsked(exchange.header(ExtractObjects.FIELD));
    }

    private static boolean isCopy(Exchange exchange) {
        return exchange.header(CopySource.FIELD).isPresent();
    }
}
