package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EllipsesTest {
    @Test
    void leftmostRangeVariesFastest() throws Exception {
        assertThat(Ellipses.parse("h{1...2}/d{1...2}").expand())
                .containsExactly("h1/d1", "h2/d1", "h1/d2", "h2/d2");
    }

    @Test
    void leadingZerosKeepTheWidth() throws Exception {
        assertThat(Ellipses.parse("/d{08...11}").expand())
                .containsExactly("/d08", "/d09", "/d10", "/d11");
    }

    @Test
    void lettersCountInHexadecimal() throws Exception {
        assertThat(Ellipses.parse("/d{9...c}/x").expand())
                .containsExactly("/d9/x", "/da/x", "/db/x", "/dc/x");
        assertThat(Ellipses.parse("/d{0a...10}").expand()).hasSize(7).startsWith("/d0a");
    }

    @Test
    void rangesThatCannotBeReadAreRefused() {
        for (String bad :
                List.of(
                        "/d{1...}",
                        "/d{...4}",
                        "/d{1....4}",
                        "/d{4...1}",
                        "/d{1...99999}",
                        "/d{1...80}{1...80}",
                        "/d{x...z}",
                        "/{1...2}{a")) {
            assertThat(Ellipses.isIn(bad)).as(bad).isTrue();
            assertThatThrownBy(() -> Ellipses.parse(bad))
                    .as(bad)
                    .isInstanceOf(LayoutException.class);
        }
    }

    @Test
    void everyCombinationAppearsOnce() {
        Seeds.forEach(
                200,
                random -> {
                    StringBuilder text = new StringBuilder("/x");
                    List<Integer> lengths = new ArrayList<>();
                    int total = 1;
                    for (int r = random.nextInt(1, 4); r > 0; r--) {
                        int first = random.nextInt(0, 20);
                        int length = random.nextInt(1, 9);
                        String pattern = random.nextBoolean() ? "%d" : "%04d";
                        text.append("/p{").append(pattern.formatted(first)).append("...");
                        text.append(pattern.formatted(first + length - 1)).append('}');
                        lengths.add(length);
                        total *= length;
                    }
                    Ellipses ellipses = Ellipses.parse(text.toString());
                    assertThat(ellipses.lengths()).isEqualTo(lengths);
                    List<String> all = ellipses.expand();
                    assertThat(all).hasSize(total);
                    assertThat(new HashSet<>(all)).hasSize(total);
                });
    }
}
