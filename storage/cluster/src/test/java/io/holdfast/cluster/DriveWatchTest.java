package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.FakeHost.Disk;
import io.holdfast.drive.DriveFault;
import io.holdfast.drive.DriveStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DriveWatchTest {
    private final NodeLab lab = new NodeLab(4);

    @BeforeEach
    void start() throws Exception {
        lab.start();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void driveThatIsPulledIsClosedAndTold() throws Exception {
        Disk disk = lab.host().pull(lab.path(1));
        lab.tick();
        assertThat(lab.events()).containsExactly("lost 1");
        assertThat(lab.isOpen(1)).isFalse();
        assertThat(disk.drive().status()).isInstanceOf(DriveStatus.Closed.class);
        lab.put("still writable");
        lab.tick();
        assertThat(lab.host().formatted()).hasSize(4); // those of the creation only
    }

    @Test
    void sameDriveReturnsOutAndItsRegistryCatchesUp() throws Exception {
        Disk disk = lab.host().pull(lab.path(1));
        lab.tick();
        lab.put("missed");
        lab.host().put(lab.path(1), disk);
        lab.tick();
        assertThat(lab.events()).containsExactly("lost 1", "returned 1 OUT");
        while (!disk.registry().content().whole().orElseThrow().items().containsKey("missed")) {
            lab.tick();
        }
        assertThat(lab.cluster().sets().getFirst().putInService(1)).isTrue();
        assertThat(lab.state(1)).isEqualTo(MemberState.IN_SERVICE);
    }

    @Test
    void wipedDriveBecomesANewIncarnation() throws Exception {
        Disk old = lab.replace(1);
        lab.tick();
        lab.tick();
        assertThat(lab.events()).containsExactly("lost 1", "returned 1 REBUILDING");
        lab.host().put(lab.path(1), old);
        lab.tick();
        lab.tick();
        assertThat(lab.events()).last().isEqualTo("lost 1");
        assertThat(lab.isOpen(1)).isFalse();
    }

    @Test
    void rebuildingDriveThatWasAwayStillRebuilds() throws Exception {
        lab.replace(1);
        lab.tick();
        lab.tick();
        lab.cluster().sets().getFirst().putOut(1, "slow");
        Disk disk = lab.host().pull(lab.path(1));
        lab.tick();
        lab.host().put(lab.path(1), disk);
        lab.tick();
        assertThat(lab.events()).last().isEqualTo("returned 1 REBUILDING");
    }

    @Test
    void twoWipedAtOnceReformTheRegistry() throws Exception {
        lab.put("kept");
        lab.replace(2);
        lab.replace(3);
        lab.tick();
        assertThat(lab.cluster().registry().isWritable()).isFalse();
        lab.tick();
        assertThat(lab.events()).contains("returned 2 REBUILDING", "returned 3 REBUILDING");
        lab.put("written");
        assertThat(lab.has("kept")).isTrue();
        assertThat(lab.cluster().epoch()).isEqualTo(1);
    }

    @Test
    void threeWipedFormatNothing() throws Exception {
        lab.host().formatted().clear();
        lab.replace(1);
        lab.replace(2);
        lab.replace(3);
        lab.tick();
        lab.tick();
        assertThat(lab.host().formatted()).isEmpty();
    }

    @Test
    void outListHoldsAtMostParityOfDrives() throws Exception {
        ErasureSet set = lab.cluster().sets().getFirst();
        assertThat(set.putOut(0, "slow")).isTrue();
        assertThat(set.putOut(0, "slow")).isTrue();
        assertThat(set.putOut(1, "slow")).isFalse(); // N − W is 1 when K = M = 2
        assertThat(set.putRebuilding(0)).isTrue();
        assertThat(set.putOut(1, "slow")).isTrue();
    }

    @Test
    void driveWithAnErrorIsReopened() throws Exception {
        lab.host()
                .disk(lab.path(1))
                .drive()
                .setStatus(
                        new DriveStatus.Quarantined(
                                new DriveFault(DriveFault.Kind.IO_ERROR, "EIO")));
        lab.tick();
        lab.tick();
        assertThat(lab.events()).containsExactly("lost 1", "returned 1 OUT");
    }
}
