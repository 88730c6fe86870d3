package io.holdfast.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.base.ports.ContentCipher;
import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.Envelope;
import io.holdfast.base.ports.ObjectSealing;
import io.holdfast.base.ports.Protection;
import io.holdfast.base.ports.SealingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class EnvelopeSealingTest {
    private static final byte[] HERE = bytes("bucket 1, key a, version 7");
    private static final byte[] THERE = bytes("bucket 1, key b, version 7");
    private static final byte[] NO_CONTEXT = new byte[0];
    private static final Optional<CustomerKey> NO_KEY = Optional.empty();

    private final StaticKeys keys = keys(1, "one", "two");
    private final ObjectSealing sealing = new EnvelopeSealing(keys);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static StaticKeys keys(int fill, String... names) {
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            byte[] key = new byte[32];
            key[0] = (byte) (fill + lines.size());
            lines.add(name + ":" + Base64.getEncoder().encodeToString(key));
        }
        List<String> problems = new ArrayList<>();
        StaticKeys parsed = StaticKeys.parse("test", lines, problems);
        assertThat(problems).isEmpty();
        return parsed;
    }

    private static CustomerKey customer(int fill) {
        byte[] key = new byte[32];
        key[31] = (byte) fill;
        return new CustomerKey(key);
    }

    private static Protection named(String name) {
        return new Protection.ServiceKey(Optional.of(name), NO_CONTEXT);
    }

    private static void assertOpens(ContentCipher sealer, ContentCipher opener) throws Exception {
        byte[] sealed = new byte[5 + ContentCipher.TAG_BYTES];
        sealer.seal(0, true, bytes("hello"), 0, 5, sealed, 0);
        byte[] plain = new byte[5];
        opener.open(0, true, sealed, 0, sealed.length, plain, 0);
        assertThat(plain).isEqualTo(bytes("hello"));
    }

    private static void assertRefused(SealingException.Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(SealingException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void everyModeOpensWhatItSealed() throws Exception {
        for (Protection wanted :
                List.of(
                        new Protection.StoreKey(),
                        named("two"),
                        new Protection.ServiceKey(Optional.empty(), bytes("{\"a\":\"b\"}")))) {
            ObjectSealing.Fresh fresh = sealing.seal(wanted, HERE);
            assertOpens(fresh.cipher(), sealing.open(fresh.envelope(), NO_KEY, HERE));
        }
        ObjectSealing.Fresh own = sealing.seal(new Protection.ClientKey(customer(1)), HERE);
        assertOpens(own.cipher(), sealing.open(own.envelope(), Optional.of(customer(1)), HERE));
        assertThat(own.envelope().keyId()).isEmpty();
    }

    @Test
    void theFirstKeyIsTheDefault() throws Exception {
        assertThat(sealing.seal(new Protection.StoreKey(), HERE).envelope().keyId())
                .isEqualTo("one");
        assertThat(sealing.seal(named("two"), HERE).envelope().keyId()).isEqualTo("two");
    }

    @Test
    void anEnvelopeOpensOnlyWhereItBelongs() throws Exception {
        ObjectSealing.Fresh fresh = sealing.seal(named("one"), HERE);
        assertRefused(
                SealingException.Kind.DAMAGED, () -> sealing.open(fresh.envelope(), NO_KEY, THERE));
        ObjectSealing.Fresh own = sealing.seal(new Protection.ClientKey(customer(1)), HERE);
        assertRefused(
                SealingException.Kind.CUSTOMER_KEY_WRONG,
                () -> sealing.open(own.envelope(), Optional.of(customer(1)), THERE));
    }

    @Test
    void anEnvelopeSaysNothingElseOfItself() throws Exception {
        Envelope made =
                sealing.seal(new Protection.ServiceKey(Optional.of("one"), bytes("context")), HERE)
                        .envelope();
        Envelope asStore =
                new Envelope(
                        Envelope.Mode.STORE,
                        "one",
                        made.context(),
                        made.sealedDataKey(),
                        made.sealedObjectKey());
        Envelope otherContext =
                new Envelope(
                        made.mode(),
                        "one",
                        bytes("Context"),
                        made.sealedDataKey(),
                        made.sealedObjectKey());
        for (Envelope forged : List.of(asStore, otherContext)) {
            assertRefused(SealingException.Kind.DAMAGED, () -> sealing.open(forged, NO_KEY, HERE));
        }
    }

    @Test
    void flippedBitsOfAnEnvelopeAreSeen() throws Exception {
        Envelope made = sealing.seal(named("one"), HERE).envelope();
        for (int i = 0; i < made.sealedObjectKey().length; i++) {
            byte[] flipped = made.sealedObjectKey().clone();
            flipped[i] ^= 1;
            Envelope forged =
                    new Envelope(made.mode(), "one", made.context(), made.sealedDataKey(), flipped);
            assertRefused(SealingException.Kind.DAMAGED, () -> sealing.open(forged, NO_KEY, HERE));
        }
    }

    @Test
    void keysAreCheckedAtOnce() {
        assertRefused(SealingException.Kind.NO_SUCH_KEY, () -> sealing.check(named("three")));
        assertRefused(SealingException.Kind.NO_SUCH_KEY, () -> sealing.seal(named("three"), HERE));
        ObjectSealing bare = new EnvelopeSealing(StaticKeys.none());
        assertRefused(
                SealingException.Kind.NOT_CONFIGURED, () -> bare.check(new Protection.StoreKey()));
        assertRefused(SealingException.Kind.NOT_CONFIGURED, () -> bare.seal(named("one"), HERE));
    }

    @Test
    void aKeyThatIsGoneOrAnotherIsTold() throws Exception {
        Envelope made = sealing.seal(named("two"), HERE).envelope();
        assertRefused(
                SealingException.Kind.NO_SUCH_KEY,
                () -> new EnvelopeSealing(keys(1, "one")).open(made, NO_KEY, HERE));
        assertRefused(
                SealingException.Kind.DAMAGED,
                () -> new EnvelopeSealing(keys(9, "one", "two")).open(made, NO_KEY, HERE));
    }

    @Test
    void customersKeysAreNeededWhereTheySealedAndNowhereElse() throws Exception {
        Envelope own = sealing.seal(new Protection.ClientKey(customer(1)), HERE).envelope();
        assertRefused(
                SealingException.Kind.CUSTOMER_KEY_NEEDED, () -> sealing.open(own, NO_KEY, HERE));
        assertRefused(
                SealingException.Kind.CUSTOMER_KEY_WRONG,
                () -> sealing.open(own, Optional.of(customer(2)), HERE));
        Envelope store = sealing.seal(new Protection.StoreKey(), HERE).envelope();
        assertRefused(
                SealingException.Kind.CUSTOMER_KEY_UNEXPECTED,
                () -> sealing.open(store, Optional.of(customer(1)), HERE));
    }

    @Test
    void noTwoObjectsShareAKey() throws Exception {
        byte[] first = new byte[16];
        byte[] second = new byte[16];
        sealing.seal(named("one"), HERE).cipher().seal(0, true, first, 0, 0, first, 0);
        sealing.seal(named("one"), HERE).cipher().seal(0, true, second, 0, 0, second, 0);
        assertThat(first).isNotEqualTo(second);
    }
}
