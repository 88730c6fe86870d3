package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// A setting that is the same for every bucket and cannot be changed.
///
/// @param action needed to ask
/// @param root of the document
/// @param element inside it, or empty for none
/// @param text of the element
public record ConstantSetting(
        ObjectStore store, String action, String root, String element, String text)
        implements Operation {
    @Override
    public String action(S3Request request) {
        return action;
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        store.bucket(request.bucket());
        XmlWriter xml = new XmlWriter().root(root);
        if (!element.isEmpty()) {
            xml.element(element, text);
        }
        request.respond(xml.close(root));
    }
}
