package io.holdfast.object.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.StreamPosition;
import io.holdfast.fuzz.FuzzTarget;
import java.util.List;

/// What a leader keeps on drives.
public final class CommitTargets {
    private static final StreamPosition POSITION = new StreamPosition(3, 7);

    private CommitTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of(
                        "startRecord",
                        IllegalArgumentException.class,
                        List.of(
                                StartRecord.NONE.toBytes(),
                                new StartRecord(
                                                4,
                                                1,
                                                List.of(POSITION, POSITION),
                                                List.of(POSITION))
                                        .toBytes()),
                        CommitTargets::startRecord));
    }

    private static Object startRecord(byte[] input) {
        StartRecord record = StartRecord.read(input);
        assertThat(StartRecord.read(record.toBytes())).isEqualTo(record);
        return record;
    }
}
