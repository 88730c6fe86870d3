package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Addresses with a common prefix, as in `10.0.0.0/8` or `2001:db8::/32` [RFC 4632 §3.1, RFC 4291
/// §2.3].
///
/// @param network its bytes
/// @param bits of the prefix
record AddressRange(byte[] network, int bits) {
    static Comparison comparison(String expected) throws PolicyException {
        AddressRange range = of(expected);
        return (actual, _) -> {
            byte[] address = address(actual);
            return address != null && range.contains(address);
        };
    }

    static AddressRange of(String text) throws PolicyException {
        int slash = text.indexOf('/');
        byte[] network = address(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            throw new PolicyException("not an address: " + Pattern.quote(text));
        }
        String length = slash < 0 ? "" : text.substring(slash + 1);
        if (slash >= 0 && !length.matches("[0-9]{1,3}")) {
            throw new PolicyException("not a range of addresses: " + Pattern.quote(text));
        }
        int bits = slash < 0 ? 8 * network.length : Integer.parseInt(length);
        if (bits > 8 * network.length) {
            throw new PolicyException(
                    "the prefix is longer than the address: " + Pattern.quote(text));
        }
        return new AddressRange(network, bits);
    }

    /// Never asks a name server. An IPv4 address inside an IPv6 one comes out as the former.
    private static byte @Nullable [] address(String text) {
        try {
            return InetAddress.ofLiteral(text).getAddress();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Whether it is a place rather than a part of the world: not wider than /8, or /32 of IPv6 [S3
    /// user guide: the meaning of "public"].
    boolean isNarrow() {
        return bits >= (network.length == 4 ? 8 : 32);
    }

    private boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((address[bit >> 3] & mask) != (network[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
