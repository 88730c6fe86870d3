package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DriveLayoutTest {
    private static final Path HERE = Path.of("/srv");

    private static DriveLayout parse(String... arguments) throws LayoutException {
        return DriveLayout.parse(List.of(arguments), 0, HERE);
    }

    private static void refused(String words, int setDrives, String... arguments) {
        assertThatThrownBy(() -> DriveLayout.parse(List.of(arguments), setDrives, HERE))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining(words);
    }

    @Test
    void argumentsWithoutRangesAreOnePool() throws Exception {
        DriveLayout layout = parse("/a", "b", "/c/../d");
        assertThat(layout.pools()).hasSize(1);
        assertThat(layout.drives())
                .containsExactly(Path.of("/a"), Path.of("/srv/b"), Path.of("/d"));
        assertThat(layout.pools().getFirst().setDrives()).isEqualTo(3);
    }

    @Test
    void argumentsWithRangesArePoolsOfTheirOwn() throws Exception {
        DriveLayout layout = parse("/a{1...4}", "/b{1...32}");
        assertThat(layout.pools()).hasSize(2);
        assertThat(layout.pools().get(1).setDrives()).isEqualTo(16);
        assertThat(layout.pools().get(1).sets()).isEqualTo(2);
    }

    @Test
    void setSizesAreThoseThatMinioChooses() throws Exception {
        assertThat(sizeOf("/h{1...2}/d{1...180}")).isEqualTo(15);
        assertThat(sizeOf("/h{2...3}/set{1...64}")).isEqualTo(16);
        assertThat(sizeOf("/d{1...10}")).isEqualTo(10);
        assertThat(sizeOf("/d{1...1}")).isEqualTo(1);
    }

    private static int sizeOf(String argument) throws LayoutException {
        return parse(argument).pools().getFirst().setDrives();
    }

    @Test
    void impossibleLayoutsAreRefusedInASentence() {
        refused("No drives given", 0);
        refused("Some arguments have ranges", 0, "/a{1...4}", "/b");
        refused("root of the file system", 0, "/");
        refused("given twice", 0, "/a", "/b/../a");
        refused("lies inside", 0, "/a", "/a/b");
        refused("one node", 0, "http://host/a", "http://other/a");
        refused("17 drives cannot be dealt", 0, "/d{1...17}");
        refused("does not divide", 3, "/d{1...4}");
        refused("does not divide", 1, "/d{1...4}");
    }

    @Test
    void operatorMayForceTheSetSize() throws Exception {
        DriveLayout layout = DriveLayout.parse(List.of("/d{1...16}"), 4, HERE);
        assertThat(layout.pools().getFirst().sets()).isEqualTo(4);
    }

    @Test
    void chosenSizeDividesAndNoLargerOneWouldDo() {
        Seeds.forEach(
                200,
                random -> {
                    int drives = random.nextInt(1, 200);
                    List<Integer> ranges = List.of(drives);
                    List<Integer> possible =
                            IntStream.rangeClosed(2, 16)
                                    .filter(size -> drives % size == 0)
                                    .boxed()
                                    .toList();
                    if (drives > 1 && possible.isEmpty()) {
                        assertThatThrownBy(() -> SetSize.choose(drives, ranges, 0))
                                .isInstanceOf(LayoutException.class);
                    } else {
                        assertThat(SetSize.choose(drives, ranges, 0))
                                .isEqualTo(drives == 1 ? 1 : possible.getLast());
                    }
                });
    }

    @Test
    void storageClassesKeepTheirRules() throws Exception {
        assertThat(IntStream.rangeClosed(1, 16).map(ParitySettings::defaultParity).toArray())
                .containsExactly(0, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4);
        ParitySettings classes = ParitySettings.parse("EC:3", "EC:2");
        classes.check(6);
        assertThat(classes.standardParity(6)).isEqualTo(3);
        assertThat(ParitySettings.DEFAULT.reducedParity(1)).isZero();
        assertThat(ParitySettings.parse("EC:0", "").reducedParity(4)).isZero();
        assertThatThrownBy(() -> classes.check(4)).hasMessageContaining("at most EC:2");
        assertThatThrownBy(() -> ParitySettings.parse("EC:1", "EC:2").check(8))
                .hasMessageContaining("above the EC:1");
        assertThatThrownBy(() -> ParitySettings.parse("4", "")).hasMessageContaining("write EC:N");
    }
}
