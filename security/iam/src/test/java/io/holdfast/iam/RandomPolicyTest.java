package io.holdfast.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The evaluator against a plain model.
final class RandomPolicyTest {
    @Test
    void evaluatorAgreesWithTheModel() {
        TreeSet<String> rulings = new TreeSet<>();
        Seeds.forEach(
                2_000,
                random -> {
                    ReferenceModel model = new ReferenceModel(random);
                    Policy policy =
                            Policy.ofIdentity("p", model.json().getBytes(StandardCharsets.UTF_8));
                    for (int i = 0; i < 20; i++) {
                        Question question = model.question();
                        String ruling = policy.judge(question).getClass().getSimpleName();
                        rulings.add(ruling);
                        assertThat(ruling)
                                .as("%s%n%s", model.json(), question)
                                .isEqualTo(model.judge(question));
                    }
                });
        if (Long.getLong("seed") == null) {
            assertThat(rulings).containsExactly("Allowed", "Denied", "Silent");
        }
    }
}
