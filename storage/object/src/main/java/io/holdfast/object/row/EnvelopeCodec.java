package io.holdfast.object.row;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.base.ports.Envelope;

/// An envelope inside a record: always last, and told by the record's format, so that software
/// which does not know sealed bytes refuses the row instead of handing them out.
final class EnvelopeCodec {
    private EnvelopeCodec() {}

    static void write(ByteWriter out, Envelope envelope) {
        out.u8(envelope.mode().code()).text(envelope.keyId()).bytes(envelope.context());
        out.bytes(envelope.sealedDataKey()).bytes(envelope.sealedObjectKey());
    }

    static Envelope read(ByteReader in) {
        return new Envelope(
                Envelope.Mode.ofCode(in.u8()), in.text(), in.bytes(), in.bytes(), in.bytes());
    }
}
