package io.holdfast.s3.bucket;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/// The one access control list there is: the owner may do all; policies rule the rest [S3 API:
/// GetBucketAcl, GetObjectAcl].
public record GetAcl(ObjectStore store, Accounts accounts) implements Operation {
    @Override
    public String action(S3Request request) {
        return request.key().isEmpty()
                ? "s3:GetBucketAcl"
                : request.actionOf("s3:GetObjectAcl", "s3:GetObjectVersionAcl");
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        if (request.key().isEmpty()) {
            store.bucket(request.bucket());
        } else {
            var _ = store.info(request.name(), Optional.empty());
        }
        Account owner = Owner.of(request.bucket(), store, accounts);
        XmlWriter xml = new XmlWriter().root("AccessControlPolicy");
        Owner.write(xml, "Owner", owner);
        xml.open("AccessControlList").open("Grant");
        xml.openWithType("Grantee", "CanonicalUser");
        Owner.writeInside(xml, owner);
        xml.close("Grantee").element("Permission", "FULL_CONTROL");
        request.respond(xml.close("Grant").close("AccessControlList").close("AccessControlPolicy"));
    }
}
