package io.holdfast.cluster;

import java.util.OptionalInt;

/// How many parity shards objects of each storage class get.
///
/// @param standard parity of STANDARD as set by the operator; empty for the default of the set's
///   size
/// @param reduced parity of REDUCED_REDUNDANCY as set by the operator; empty for 1
public record ParitySettings(OptionalInt standard, OptionalInt reduced) {
    /// The classes when nothing is set.
    public static final ParitySettings DEFAULT =
            new ParitySettings(OptionalInt.empty(), OptionalInt.empty());

    /// Reads the settings' text; an empty text is the default.
    ///
    /// @throws LayoutException for anything but `EC:N` with N from 0 to 8
    public static ParitySettings parse(String standard, String reduced) throws LayoutException {
        return new ParitySettings(
                parity("MINIO_STORAGE_CLASS_STANDARD", standard),
                parity("MINIO_STORAGE_CLASS_RRS", reduced));
    }

    private static OptionalInt parity(String setting, String text) throws LayoutException {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.matches("EC:[0-8]")) {
            throw new LayoutException(
                    "%s is \"%s\": write EC:N, where N is the number of parity drives from 0 to 8."
                            .formatted(setting, text));
        }
        return OptionalInt.of(text.charAt(3) - '0');
    }

    /// Parity of a set of so many drives when nothing is set.
    public static int defaultParity(int drives) {
        return switch (drives) {
            case 1 -> 0;
            case 2, 3 -> 1;
            case 4, 5 -> 2;
            case 6, 7 -> 3;
            default -> 4;
        };
    }

    /// Parity of a STANDARD object in a new set of so many drives.
    public int standardParity(int drives) {
        return standard.orElse(defaultParity(drives));
    }

    /// Parity of a REDUCED_REDUNDANCY object in a set of so many drives; never above STANDARD.
    public int reducedParity(int drives) {
        return Math.min(reduced.orElse(1), standardParity(drives));
    }

    /// Checks the classes against a set of so many drives.
    ///
    /// @throws LayoutException when a class has more parity than half of the drives, or RRS more
    ///   than STANDARD
    public void check(int drives) throws LayoutException {
        checkHalf("MINIO_STORAGE_CLASS_STANDARD", standard, drives);
        checkHalf("MINIO_STORAGE_CLASS_RRS", reduced, drives);
        if (reduced.isPresent() && reduced.getAsInt() > standardParity(drives)) {
            throw new LayoutException(
                    "MINIO_STORAGE_CLASS_RRS is EC:%d, above the EC:%d of STANDARD: lower it to EC:%d or less."
                            .formatted(
                                    reduced.getAsInt(),
                                    standardParity(drives),
                                    standardParity(drives)));
        }
    }

    private static void checkHalf(String setting, OptionalInt parity, int drives)
            throws LayoutException {
        if (parity.isPresent() && parity.getAsInt() > drives / 2) {
            throw new LayoutException(
                    "%s is EC:%d, but sets of %d drives can have at most EC:%d: lower it."
                            .formatted(setting, parity.getAsInt(), drives, drives / 2));
        }
    }
}
