package io.holdfast.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/// One parser, and what must hold for any bytes that it is given.
///
/// @param name also the name of the method of {@link ParserFuzzTest}
/// @param seeds inputs that the parser accepts, or nearly does: mutations start from them
/// @param check ends quietly when the parser refused the bytes as documented or did its work, and
///   throws for everything else
public record FuzzTarget(String name, List<byte[]> seeds, Check check) {
    // No parser needs more for an input of this size; a length field that is believed does.
    private static final long ALLOCATED_BYTES_MAX = 64L << 20;
    private static final long ALLOCATED_PER_INPUT_BYTE = 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public FuzzTarget {
        seeds = List.copyOf(seeds);
    }

    /// What must hold.
    @FunctionalInterface
    public interface Check {
        void check(byte[] input) throws Exception;
    }

    /// Reads bytes.
    @FunctionalInterface
    public interface Parser<T> {
        T parse(byte[] input) throws Exception;
    }

    /// Checks one input, also for the memory that it takes.
    public void run(byte[] input) throws Exception {
        long most = ALLOCATED_BYTES_MAX + ALLOCATED_PER_INPUT_BYTE * input.length;
        // The first time classes may be loaded, and instrumented, at the input's expense.
        if (allocatedBy(input) > most) {
            long allocated = allocatedBy(input);
            if (allocated > most) {
                throw new AssertionError(
                        name + " took " + allocated + " bytes for an input of " + input.length);
            }
        }
    }

    private long allocatedBy(byte[] input) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        check.check(input.clone());
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /// A parser that either returns or throws exactly this kind of exception.
    public static FuzzTarget of(
            String name, Class<? extends Exception> refusal, List<byte[]> seeds, Parser<?> parser) {
        return new FuzzTarget(
                name,
                seeds,
                input -> {
                    try {
                        parser.parse(input);
                    } catch (Exception e) {
                        if (!refusal.isInstance(e)) {
                            throw e;
                        }
                    }
                });
    }

    @Override
    public String toString() {
        return name;
    }
}
