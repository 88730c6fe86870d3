package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.FakeHost.Disk;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NodeOpeningTest {
    private final NodeLab lab = new NodeLab(4);

    @AfterEach
    void close() {
        lab.close();
    }

    private List<Path> order(int... places) {
        return IntStream.of(places).mapToObj(lab::path).toList();
    }

    @Test
    void emptyFoldersBecomeADeployment() throws Exception {
        lab.host().pull(lab.path(3)); // a missing folder is made when all is new
        Cluster cluster = lab.start();
        assertThat(cluster.epoch()).isEqualTo(1);
        assertThat(cluster.sets()).hasSize(1);
        assertThat(cluster.sets().getFirst().geometry()).isEqualTo(new SetGeometry(4, 2));
        assertThat(cluster.sets().getFirst().members())
                .allMatch(m -> m.state() == MemberState.IN_SERVICE && m.drive().isPresent());
        assertThat(cluster.slotOf(1, new byte[] {2})).isBetween(0, Cluster.SLOTS - 1);
    }

    @Test
    void everyStartHasANewEpochAndKeepsTheRegistry() throws Exception {
        Cluster first = lab.start();
        lab.put("bucket/a");
        int slot = first.slotOf(7, new byte[] {1, 2, 3});
        Cluster second = lab.start();
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(second.deployment()).isEqualTo(first.deployment());
        assertThat(second.slotOf(7, new byte[] {1, 2, 3})).isEqualTo(slot);
        assertThat(lab.has("bucket/a")).isTrue();
    }

    @Test
    void interruptedCreationIsEnded() throws Exception {
        lab.host().failFormatsAfter(2);
        assertThat(lab.refusal()).contains("could not be formatted");
        lab.host().failFormatsAfter(10);
        Cluster cluster = lab.start();
        assertThat(cluster.deployment())
                .isEqualTo(lab.host().disk(lab.path(0)).identity().deployment());
    }

    @Test
    void drivesInTheWrongOrderAreToldTheRightOne() throws Exception {
        lab.start();
        assertThat(lab.refusal(order(0, 2, 1, 3))).contains("right order is: /d0 /d1 /d2 /d3");
        lab.host().pull(lab.path(3));
        assertThat(lab.refusal(order(1, 0, 2, 3)))
                .contains("/d1 is in the wrong place: it is drive 2 of set 1 of pool 1")
                .contains("give it where /d0 stands");
    }

    @Test
    void driveOfAnotherDeploymentIsNamedWithBoth() throws Exception {
        Cluster other = lab.start();
        Disk stray = lab.replace(1);
        IntStream.of(0, 2, 3).forEach(lab::replace);
        Cluster own = lab.start();
        lab.host().put(lab.path(1), stray);
        lab.host().formatted().clear();
        assertThat(lab.refusal())
                .contains("/d1")
                .contains(other.deployment().toString())
                .contains(own.deployment().toString());
        assertThat(lab.host().formatted()).isEmpty();
    }

    @Test
    void mistakesStopTheStartAndDiskTroubleDoesNot() throws Exception {
        for (Sighting.Why why : Sighting.Why.values()) {
            try (NodeLab fresh = new NodeLab(4)) {
                fresh.host().setUnusable(fresh.path(2), why);
                assertThat(fresh.refusal()).contains("/d2: " + why);
                assertThat(fresh.host().formatted()).isEmpty();
            }
        }
        lab.start();
        lab.host().setUnusable(lab.path(2), Sighting.Why.UNWRITABLE);
        assertThat(lab.start().epoch()).isEqualTo(2);
        assertThat(lab.isOpen(2)).isFalse();
        lab.host().setUnusable(lab.path(2), Sighting.Why.NEWER_FORMAT);
        assertThat(lab.refusal()).contains("NEWER_FORMAT");
    }

    @Test
    void otherNumberOfDrivesIsRefused() throws Exception {
        lab.start();
        assertThat(lab.refusal(order(0, 1, 2))).contains("set of 4 drives");
        assertThat(lab.refusal(order(0, 1, 2, 3), 2)).contains("set of 4 drives");
        List<Path> more = IntStream.range(0, 8).mapToObj(i -> Path.of("/d" + i)).toList();
        assertThat(lab.refusal(more, 4)).contains("adding pools is not possible");
    }

    @Test
    void replacedDriveIsTakenInAsRebuilding() throws Exception {
        lab.start();
        Disk old = lab.replace(2);
        lab.start();
        assertThat(lab.state(2)).isEqualTo(MemberState.REBUILDING);
        assertThat(lab.isOpen(2)).isTrue();
        assertThat(lab.host().disk(lab.path(2)).identity().driveId())
                .isEqualTo(old.identity().driveId());
        assertThat(lab.host().disk(lab.path(2)).identity().incarnation())
                .isNotEqualTo(old.identity().incarnation());
        lab.host().put(lab.path(2), old);
        ClusterOpening opening = lab.open("", order(0, 1, 2, 3), 4);
        assertThat(((ClusterOpening.Opened) opening).notes())
                .anyMatch(note -> note.contains("/d2 was replaced"));
        assertThat(lab.isOpen(2)).isFalse();
    }

    @Test
    void twoOfFourMayBeReplacedAtOnce() throws Exception {
        lab.start();
        lab.put("kept");
        lab.replace(0);
        lab.replace(3);
        assertThat(lab.start().epoch()).isEqualTo(2);
        assertThat(lab.has("kept")).isTrue();
        assertThat(lab.state(0)).isEqualTo(MemberState.REBUILDING);
        assertThat(lab.state(1)).isEqualTo(MemberState.IN_SERVICE);
    }

    @Test
    void interruptedAdmissionIsEnded() throws Exception {
        lab.start();
        Disk old = lab.replace(2);
        lab.start();
        // As if power had failed between formatting and admission: the disk has no registry.
        Disk fresh = lab.replace(2);
        lab.host().putEmpty(lab.path(2));
        lab.host().format(lab.path(2), NodeLabIdentities.withIncarnation(fresh.identity(), 99));
        assertThat(old.identity().driveId()).isEqualTo(fresh.identity().driveId());
        lab.start();
        assertThat(lab.state(2)).isEqualTo(MemberState.REBUILDING);
        assertThat(lab.isOpen(2)).isTrue();
    }

    @Test
    void twoOfFourMissingIsReadOnlyUntilOneReturns() throws Exception {
        lab.start();
        lab.put("kept");
        Disk two = lab.host().pull(lab.path(2));
        lab.host().pull(lab.path(3));
        Cluster cluster = lab.start();
        assertThat(cluster.epoch()).isZero();
        assertThat(cluster.registry().isWritable()).isFalse();
        assertThat(lab.has("kept")).isTrue();
        assertThat(cluster.sets().getFirst().putOut(2, "missing")).isFalse();
        lab.host().put(lab.path(2), two);
        lab.tick();
        assertThat(cluster.epoch()).isEqualTo(2);
        assertThat(lab.events()).containsExactly("returned 2 OUT");
        lab.put("written");
    }

    @Test
    void missingAndEmptyTogetherAdmitNobody() throws Exception {
        lab.start();
        lab.host().formatted().clear();
        lab.replace(2);
        lab.host().pull(lab.path(3));
        assertThat(lab.start().epoch()).isZero();
        lab.tick();
        assertThat(lab.host().formatted()).isEmpty();
    }

    @Test
    void minorityNeedsTheFlagAndTheFlagWorksOnce() throws Exception {
        lab.start();
        lab.put("kept");
        lab.awaitCopy(0, "kept");
        Disk one = lab.host().pull(lab.path(1));
        lab.host().pull(lab.path(2));
        lab.host().pull(lab.path(3));
        String refusal = lab.refusal();
        assertThat(refusal).contains("Only 1 of 4");
        Matcher token = Pattern.compile("HOLDFAST_FORCE_START=([0-9a-f.]+) ").matcher(refusal);
        assertThat(token.find()).isTrue();
        lab.host().putEmpty(lab.path(1));
        lab.host().putEmpty(lab.path(2));
        lab.host().putEmpty(lab.path(3));
        assertThat(lab.refusal()).contains("Only 1 of 4");
        Cluster forced = lab.start(token.group(1));
        assertThat(forced.epoch()).isGreaterThan(60_000);
        assertThat(lab.has("kept")).isTrue();
        lab.host().put(lab.path(1), one);
        lab.start();
        assertThat(lab.isOpen(1)).isFalse();
    }

    @Test
    void moreEmptyDrivesThanParityIsRefused() throws Exception {
        try (NodeLab eight = new NodeLab(8)) {
            List<Path> paths = IntStream.range(0, 8).mapToObj(eight::path).toList();
            eight.open("", paths, 4);
            eight.replace(0);
            eight.replace(1);
            eight.replace(2);
            assertThat(eight.refusal(paths, 4)).contains("3 drives of set 1 of pool 1 are empty");
        }
    }

    @Test
    void emptyFolderUnderALostMountIsNotFormatted() throws Exception {
        lab.host().setMounted(lab.path(1), true);
        lab.start();
        lab.host().formatted().clear();
        lab.replace(1);
        lab.host().setMounted(lab.path(1), false);
        lab.start();
        lab.tick();
        assertThat(lab.host().formatted()).isEmpty();
        lab.host().setMounted(lab.path(1), true);
        lab.tick();
        assertThat(lab.events()).containsExactly("returned 1 REBUILDING");
    }
}
