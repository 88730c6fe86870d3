package io.holdfast.base;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Lets threads that move much step back for those that answer small requests: on Linux a thread
/// may lower its own weight in the scheduler. The share of a core that they lose they get back as
/// soon as nobody else wants it. Elsewhere, and where native calls are refused, nothing changes.
final class BulkPriority {
    /// Steps of nice(2): against a thread that does not step back, a tenth of its share.
    private static final int NICE = 10;

    private static final @Nullable MethodHandle STEP_BACK = find();
    private static final ScopedValue<Boolean> IS_LOWERED = ScopedValue.newInstance();

    private BulkPriority() {}

    /// The task, with a thread that steps back.
    static Runnable of(Runnable task) {
        return () -> {
            lower();
            ScopedValue.where(IS_LOWERED, true).run(task);
        };
    }

    /// Whether the calling thread runs such a task.
    static boolean isLowered() {
        return IS_LOWERED.isBound();
    }

    @SuppressWarnings("restricted") // one call, with a number
    private static @Nullable MethodHandle find() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        FunctionDescriptor types =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        try {
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup()
                    .find("nice")
                    .map(symbol -> linker.downcallHandle(symbol, types))
                    .orElse(null);
        } catch (IllegalCallerException | UnsupportedOperationException _) {
            return null;
        }
    }

    /// On Linux it is the calling thread, not its process, that steps back [nice(2), "C
    /// library/kernel differences"].
    private static void lower() {
        MethodHandle call = STEP_BACK;
        if (call == null) {
            return;
        }
        try {
            int _ = (int) call.invokeExact(NICE);
        } catch (Throwable _) {
            // The handle has no exceptions of its own; a thread that cannot step back works on.
        }
    }
}
