package io.holdfast.http;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/// Connections of HTTP/1.1 that refuse chunk extensions as well [RFC 9112 §7.1.1]. No client of S3
/// sends any, and servers that disagree on where one ends disagree on where a request ends.
final class StrictConnections extends HttpConnectionFactory {
    StrictConnections(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        StrictConnection connection =
                new StrictConnection(getHttpConfiguration(), connector, endPoint);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }

    private static final class StrictConnection extends HttpConnection {
        // Set while the constructor above runs: an initializer here would undo it.
        private HttpParser.@Nullable RequestHandler events;

        StrictConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        @Override
        protected RequestHandler newRequestHandler() {
            RequestHandler made = new PatientHandler();
            events = made;
            return made;
        }

        /// Passes over expectations that nobody knows, as S3 does; HTTP allows it [RFC 9110
        /// §10.1.1].
        private final class PatientHandler extends RequestHandler {
            @Override
            public void parsedHeader(HttpField field) {
                boolean isUnknown =
                        field.getHeader() == HttpHeader.EXPECT
                                && !HttpHeaderValue.CONTINUE.is(field.getValue());
                if (!isUnknown) {
                    super.parsedHeader(field);
                }
            }
        }

        @Override
        protected HttpParser newHttpParser(HttpCompliance compliance) {
            HttpConfiguration configuration = getHttpConfiguration();
            HttpParser parser =
                    new StrictParser(events, configuration.getRequestHeaderSize(), compliance);
            parser.setHeaderCacheSize(configuration.getHeaderCacheSize());
            parser.setHeaderCacheCaseSensitive(configuration.isHeaderCacheCaseSensitive());
            return parser;
        }
    }

    private static final class StrictParser extends HttpParser {
        private @Nullable ByteBuffer current;

        StrictParser(
                HttpParser.@Nullable RequestHandler events,
                int headerBytesMax,
                HttpCompliance compliance) {
            super(events, headerBytesMax, compliance);
        }

        @Override
        protected boolean parseContent(ByteBuffer buffer) {
            current = buffer;
            if (isState(State.CHUNK_SIZE)) {
                refuseExtension(buffer); // the line came in pieces
            }
            try {
                return super.parseContent(buffer);
            } finally {
                current = null;
            }
        }

        /// Told of a chunk's size when its first digit was read.
        @Override
        protected void setState(State state) {
            if (state == State.CHUNK_SIZE && current != null) {
                refuseExtension(current);
            }
            super.setState(state);
        }

        /// Only digits may stand before the line's end, as far as it has come.
        private static void refuseExtension(ByteBuffer buffer) {
            for (int at = buffer.position(); at < buffer.limit(); at++) {
                byte b = buffer.get(at);
                if (b == '\r' || b == '\n') {
                    return;
                }
                if (!HexFormat.isHexDigit(b)) {
                    throw new HttpException.RuntimeException(
                            HttpStatus.BAD_REQUEST_400, "chunk extension");
                }
            }
        }
    }
}
