package io.holdfast.s3.form;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Caller;
import io.holdfast.http.Exchange;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.StoreException;
import io.holdfast.s3.object.PutObject;
import io.holdfast.s3.request.FieldsExchange;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.request.Screening;
import io.holdfast.s3.sign.Authenticator;
import io.holdfast.s3.sign.DeclaredDigests;
import io.holdfast.s3.sign.Payload;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Names;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Stores the file of a form [S3 API: POST Object]: the form is read up to its file, its policy and
/// the bucket's judge it, and then it is a PUT whose body is the file.
public final class PostObject implements Operation {
    private static final String JUDGED_BY_THE_FORM = "";

    private final PutObject single;
    private final Authenticator authenticator;
    private final Clock clock;
    private final boolean takesKeysInClear;
    private final FanOutObjects fanOut;

    /// @param single stores the file
    /// @param authenticator who signed the policy
    /// @param clock for the policy's end
    /// @param takesKeysInClear whether customers' keys may come without TLS
    public PostObject(
            PutObject single, Authenticator authenticator, Clock clock, boolean takesKeysInClear) {
        this.single = single;
        this.authenticator = authenticator;
        this.clock = clock;
        this.takesKeysInClear = takesKeysInClear;
        this.fanOut = new FanOutObjects(single);
    }

    @Override
    public String action(S3Request request) {
        return JUDGED_BY_THE_FORM;
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Optional<String> boundary = request.header("content-type").flatMap(Form::boundary);
        if (boundary.isEmpty()) {
            throw new S3Exception(ErrorCode.POST_IS_NO_FORM)
                    .with(
                            "Condition",
                            "Bucket POST must be of the enclosure-type multipart/form-data");
        }
        if (!(request.caller() instanceof Caller.Anonymous)) {
            throw new S3Exception(
                    ErrorCode.INVALID_REQUEST, "A form is signed by its policy alone.");
        }
        Payload payload = request.payloadWithoutDigests();
        MultipartReader parts = new MultipartReader(payload::read, boundary.get());
        Form form = Form.read(parts);
        FormSender sender = FormSender.of(form, authenticator);
        Map<String, String> fields = FormFields.of(form);
        S3Request put = put(request, form, fields, sender);
        DeclaredDigests digests = DeclaredDigests.of(put.exchange());
        FormFile file =
                new FormFile(
                        parts,
                        digests,
                        sender.policy().sizeMin(),
                        Math.min(sender.policy().sizeMax(), PutObject.BODY_BYTES_MAX),
                        payload.length() - parts.taken());
        if (form.fields().containsKey(FanOut.FIELD)) {
            fanOut.run(put, fields, FanOut.parse(form.value(FanOut.FIELD)), file);
            return;
        }
        put.authorize("s3:PutObject", put.bucket(), put.key());
        ObjectInfo info = single.store(put, file, digests.algorithm());
        FormAnswer.send(put, form, info);
    }

    /// The PUT that the form stands for, when its policy allows it.
    private S3Request put(
            S3Request request, Form form, Map<String, String> fields, FormSender sender)
            throws S3Exception {
        String key = form.require("key");
        Map<String, String> judged = new HashMap<>(form.fields());
        judged.put("bucket", request.bucket());
        if (sender.caller() instanceof Caller.Signed) {
            sender.policy().judge(judged, clock.wallMs());
        }
        Exchange seen = new FieldsExchange(request.exchange(), fields);
        Screening.check(seen, Query.NONE, takesKeysInClear);
        S3Request put = request.ofForm(seen, key, sender.caller(), sender.isV4());
        put.target().requireNames();
        if (Names.hasDotSegment(key)) {
            throw new S3Exception(ErrorCode.INVALID_RESOURCE_NAME);
        }
        return put;
    }
}
