package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.RowRead;
import io.holdfast.object.row.Keys;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A drive that holds another row than the others is repaired from them, and does not stand in the
/// way.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class WrongRowTest {
    private final TestDeployment deployment = new TestDeployment(1, 4, 2);

    @AfterEach
    void stop() {
        deployment.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 3_000_000})
    void aDriveWithAnotherRowIsRepaired(int size) throws Exception {
        for (int place = 1; place < 4; place++) {
            ObjectStore store = deployment.start();
            ObjectName name = new ObjectName("bucket" + place, "key");
            ObjectName other = new ObjectName("bucket" + place, "other");
            store.createBucket(name.bucket(), false, "");
            store.put(Bodies.put(name), Bodies.of(Bodies.random(place, size)));
            store.put(Bodies.put(other), Bodies.of(Bodies.random(place, 700)));
            long bucket = store.bucket(name.bucket()).id();
            Drive drive = Objects.requireNonNull(deployment.openDrive(0, place));
            RowRead read =
                    drive.read(Family.HEAD, Keys.head(bucket, other.keyBytes()), false).await();
            byte[] record = ((RowRead.Found) read).row().record();
            deployment
                    .medium(0, place)
                    .remember(Family.HEAD, Keys.head(bucket, name.keyBytes()), record);

            HealReport report = store.heal(name, true);
            assertThat(report.unrecoverable()).isZero();
            assertThat(report.shardsRepaired()).isEqualTo(1);
            assertThat(Bodies.read(store, name)).isEqualTo(Bodies.random(place, size));
            assertThat(store.heal(name, true).rowsRepaired()).isZero();
            deployment.stop();
        }
    }
}
