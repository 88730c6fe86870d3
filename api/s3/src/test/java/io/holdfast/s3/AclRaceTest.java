package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Authorizer;
import io.holdfast.base.ports.Decision;
import io.holdfast.http.HttpHandler;
import io.holdfast.object.ObjectName;
import io.holdfast.object.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An object's list of grants is changed while a request that was judged by it is under way.
final class AclRaceTest {
    private static final String OPEN = "\nREAD all";
    private static final String CLOSED = "";
    private static final ObjectName NAME = new ObjectName("bucket", "key");

    private final MemoryStore store = new MemoryStore();
    private final List<String> judged = new ArrayList<>();
    private boolean isReady;
    private int closeAfter = Integer.MAX_VALUE;

    /// Allows what is open, and closes it behind itself.
    private final class Closing implements Authorizer {
        @Override
        public Decision authorize(Access access) {
            if (!isReady) {
                return Decision.ALLOWED;
            }
            judged.add(access.acl());
            boolean isOpen = access.acl().equals(OPEN);
            if (judged.size() == closeAfter) {
                try {
                    store.setAcl(NAME, Optional.empty(), OPEN, CLOSED);
                } catch (StoreException e) {
                    throw new IllegalStateException(e);
                }
            }
            return isOpen ? Decision.ALLOWED : Decision.DENIED;
        }

        @Override
        public Set<Access.Fact> asks(Access access) {
            return Set.of(Access.Fact.ACL);
        }
    }

    private final HttpHandler handler =
            S3Assembly.assemble(S3Options.defaults(), TestServers.ofRoot(store, new Closing()));

    @BeforeEach
    void makeOpenObject() throws Exception {
        store.createBucket("bucket", "", false, "", Map.of("ownershipControls", "ObjectWriter"));
        assertThat(send(new MemoryExchange("PUT", "/bucket/key"))).isEqualTo(200);
        String written = store.info(NAME, Optional.empty()).attributes().acl();
        store.setAcl(NAME, Optional.empty(), written, OPEN);
        judged.clear();
        isReady = true;
    }

    private int send(MemoryExchange exchange) throws Exception {
        handler.handle(exchange);
        return exchange.status();
    }

    @ParameterizedTest
    @CsvSource({"GET,/bucket/key", "HEAD,/bucket/key", "GET,/bucket/key?acl"})
    void whatIsReadIsJudgedByItsOwnList(String method, String target) throws Exception {
        closeAfter = 1;
        assertThat(send(new MemoryExchange(method, target))).isEqualTo(403);
        assertThat(judged).startsWith(OPEN, CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"GET,/bucket/key", "HEAD,/bucket/key", "GET,/bucket/key?acl"})
    void whatStaysOpenIsRead(String method, String target) throws Exception {
        assertThat(send(new MemoryExchange(method, target))).isEqualTo(200);
    }

    @Test
    void aListThatWasChangedMeanwhileIsNotReplaced() throws Exception {
        closeAfter = 2;
        assertThat(
                        send(
                                new MemoryExchange("PUT", "/bucket/key?acl")
                                        .with("x-amz-acl", "public-read-write")))
                .isEqualTo(503);
        assertThat(store.info(NAME, Optional.empty()).attributes().acl()).isEqualTo(CLOSED);
    }
}
