package io.holdfast.server;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the service manager that started this process how it goes: one datagram to the socket that
/// `NOTIFY_SOCKET` names [sd_notify(3)]. Java has no datagrams on Unix sockets, so the C library is
/// called. Without that variable, or elsewhere than on Linux, nothing is told.
///
/// Never fails a start or a stop: what cannot be told is logged.
final class ServiceManager {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int FAMILY_BYTES = 2;
    private static final int PATH_BYTES_MAX = 107; // sockaddr_un has 108, the last one stays zero

    private final String socket;

    private ServiceManager(String socket) {
        this.socket = socket;
    }

    /// @param environment of the process
    static ServiceManager of(Map<String, String> environment) {
        boolean isLinux = System.getProperty("os.name", "").equals("Linux");
        return new ServiceManager(isLinux ? environment.getOrDefault("NOTIFY_SOCKET", "") : "");
    }

    /// The first request may come.
    void ready() {
        tell("READY=1");
    }

    /// Requests in flight are answered, then the process ends.
    void stopping() {
        tell("STOPPING=1");
    }

    private void tell(String state) {
        if (socket.isEmpty()) {
            return;
        }
        try {
            send(state.getBytes(StandardCharsets.UTF_8));
        } catch (Throwable e) {
            LOG.warn("the service manager was not told {}: {}", state, e.toString());
        }
    }

    private void send(byte[] state) throws Throwable {
        byte[] path = socket.getBytes(StandardCharsets.UTF_8);
        if (path.length > PATH_BYTES_MAX) {
            throw new IllegalArgumentException("NOTIFY_SOCKET is too long: " + socket);
        }
        boolean isAbstract = path[0] == '@';
        if (isAbstract) {
            path[0] = 0;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle open =
                handle(
                        linker,
                        "socket",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT));
        MethodHandle sendTo =
                handle(
                        linker,
                        "sendto",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
        MethodHandle close =
                handle(
                        linker,
                        "close",
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(FAMILY_BYTES + PATH_BYTES_MAX + 1);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
            MemorySegment text = arena.allocateFrom(ValueLayout.JAVA_BYTE, state);
            int descriptor = (int) open.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            int addressBytes = FAMILY_BYTES + path.length + (isAbstract ? 0 : 1);
            long sent =
                    (long)
                            sendTo.invokeExact(
                                    descriptor,
                                    text,
                                    (long) state.length,
                                    0,
                                    address,
                                    addressBytes);
            int _ = (int) close.invokeExact(descriptor);
            if (sent != state.length) {
                throw new IllegalStateException("nobody takes datagrams at " + socket);
            }
        }
    }

    @SuppressWarnings(
            "restricted") // three functions of the C library, with the types of its manual
    private static MethodHandle handle(Linker linker, String name, FunctionDescriptor types) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), types);
    }
}
