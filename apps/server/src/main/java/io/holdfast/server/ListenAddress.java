package io.holdfast.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where to listen.
///
/// @param host name or address; empty for all
/// @param port 0…65535, 0 for any free one
record ListenAddress(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)\\]|([^:\\[\\]]*)):([0-9]{1,5})");

    /// Reads `HOST:PORT`, `:PORT` or `[IPv6]:PORT`; empty for anything else.
    static Optional<ListenAddress> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65_535) {
            return Optional.empty();
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(new ListenAddress(host, Integer.parseInt(matcher.group(3))));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
