package io.holdfast.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.base.ports.ContentCipher;
import io.holdfast.base.ports.SealingException;
import io.holdfast.testkit.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class PackageCipherTest {
    private static final int PLAIN = ContentCipher.PLAIN_BYTES;
    private static final int SEALED = ContentCipher.SEALED_BYTES;

    private static byte[] random(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] seal(ContentCipher cipher, byte[] plain) {
        byte[] sealed = new byte[(int) ContentCipher.sealedBytes(plain.length)];
        long packages = ContentCipher.packages(plain.length);
        for (int i = 0; i < packages; i++) {
            int length = Math.min(PLAIN, plain.length - i * PLAIN);
            cipher.seal(i, i == packages - 1, plain, i * PLAIN, length, sealed, i * SEALED);
        }
        return sealed;
    }

    /// Opens what is taken for sealed bytes of an object of the size.
    private static byte[] open(ContentCipher cipher, byte[] sealed, int size)
            throws SealingException {
        byte[] plain = new byte[size];
        long packages = ContentCipher.packages(size);
        for (int i = 0; i < packages; i++) {
            int length = Math.min(SEALED, sealed.length - i * SEALED);
            cipher.open(i, i == packages - 1, sealed, i * SEALED, length, plain, i * PLAIN);
        }
        return plain;
    }

    private static void assertDamaged(ContentCipher cipher, byte[] sealed, int size) {
        assertThatExceptionOfType(SealingException.class)
                .isThrownBy(() -> open(cipher, sealed, size))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(SealingException.Kind.DAMAGED));
    }

    @Test
    void whatWasSealedIsOpened() {
        Seeds.forEach(
                30,
                random -> {
                    byte[] key = random(random, 32);
                    byte[] plain = random(random, random.nextInt(3 * PLAIN + 2));
                    byte[] sealed = seal(new PackageCipher(key), plain);
                    assertThat(open(new PackageCipher(key), sealed, plain.length)).isEqualTo(plain);
                });
    }

    @Test
    void sizesAtTheEdgesOfPackages() throws SealingException {
        assertThat(ContentCipher.sealedBytes(0)).isEqualTo(16);
        assertThat(ContentCipher.sealedBytes(PLAIN)).isEqualTo(SEALED);
        assertThat(ContentCipher.sealedBytes(PLAIN + 1)).isEqualTo(SEALED + 17);
        assertThat(ContentCipher.sealedBytes(16L * PLAIN)).isEqualTo(1 << 20);
        byte[] key = random(Seeds.of(1), 32);
        for (int size : new int[] {0, 1, PLAIN - 1, PLAIN, PLAIN + 1, 2 * PLAIN}) {
            byte[] plain = random(Seeds.of(size), size);
            byte[] sealed = seal(new PackageCipher(key), plain);
            assertThat(open(new PackageCipher(key), sealed, size)).isEqualTo(plain);
        }
    }

    @Test
    void aPackageIsOpenedAlone() throws SealingException {
        byte[] key = random(Seeds.of(2), 32);
        byte[] plain = random(Seeds.of(3), 3 * PLAIN + 100);
        byte[] sealed = seal(new PackageCipher(key), plain);
        byte[] third = new byte[PLAIN];
        new PackageCipher(key).open(2, false, sealed, 2 * SEALED, SEALED, third, 0);
        assertThat(third).isEqualTo(Arrays.copyOfRange(plain, 2 * PLAIN, 3 * PLAIN));
    }

    @Test
    void anyFlippedBitIsSeen() {
        Seeds.forEach(
                50,
                random -> {
                    byte[] key = random(random, 32);
                    byte[] plain = random(random, random.nextInt(2 * PLAIN));
                    byte[] sealed = seal(new PackageCipher(key), plain);
                    sealed[random.nextInt(sealed.length)] ^= (byte) (1 << random.nextInt(8));
                    assertDamaged(new PackageCipher(key), sealed, plain.length);
                });
    }

    @Test
    void swappedPackagesAreSeen() {
        byte[] key = random(Seeds.of(4), 32);
        byte[] plain = random(Seeds.of(5), 3 * PLAIN);
        byte[] sealed = seal(new PackageCipher(key), plain);
        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, 0, swapped, SEALED, SEALED);
        System.arraycopy(sealed, SEALED, swapped, 0, SEALED);
        assertDamaged(new PackageCipher(key), swapped, plain.length);
    }

    @Test
    void anEndThatIsCutOffIsSeen() {
        byte[] key = random(Seeds.of(6), 32);
        byte[] sealed = seal(new PackageCipher(key), random(Seeds.of(7), 3 * PLAIN));
        assertDamaged(new PackageCipher(key), Arrays.copyOf(sealed, 2 * SEALED), 2 * PLAIN);
        assertDamaged(new PackageCipher(key), Arrays.copyOf(sealed, SEALED + 500), PLAIN + 484);
        assertDamaged(new PackageCipher(key), Arrays.copyOf(sealed, 16), 0);
    }

    @Test
    void bytesUnderAnotherKeyAreSeen() {
        byte[] sealed = seal(new PackageCipher(random(Seeds.of(8), 32)), new byte[100]);
        assertDamaged(new PackageCipher(random(Seeds.of(9), 32)), sealed, 100);
    }

    @Test
    void partsAndSendingsOfAPartHaveKeysOfTheirOwn() throws SealingException {
        byte[] key = random(Seeds.of(10), 32);
        byte[] salt = random(Seeds.of(11), 16);
        byte[] other = random(Seeds.of(12), 16);
        byte[] plain = random(Seeds.of(13), 1000);
        byte[] sealed = seal(new PackageCipher(key).ofPart(1, salt), plain);
        assertThat(open(new PackageCipher(key).ofPart(1, salt), sealed, 1000)).isEqualTo(plain);
        assertDamaged(new PackageCipher(key).ofPart(2, salt), sealed, 1000);
        assertDamaged(new PackageCipher(key).ofPart(1, other), sealed, 1000);
        assertDamaged(new PackageCipher(key), sealed, 1000);
    }

    @Test
    void aBlindDigestFollowsFromTheKeyAndTheDigest() {
        byte[] key = random(Seeds.of(15), 32);
        byte[] md5 = random(Seeds.of(16), 16);
        byte[] blind = new PackageCipher(key).blind(md5);
        assertThat(blind).hasSize(16).isNotEqualTo(md5);
        assertThat(new PackageCipher(key).ofPart(3, md5).blind(md5)).isEqualTo(blind);
        assertThat(new PackageCipher(random(Seeds.of(17), 32)).blind(md5)).isNotEqualTo(blind);
        assertThat(new PackageCipher(key).blind(new byte[16])).isNotEqualTo(blind);
    }

    @Test
    void sealedBytesShowNothingOfThePlain() {
        byte[] sealed = seal(new PackageCipher(random(Seeds.of(14), 32)), new byte[2 * PLAIN]);
        int zeros = 0;
        for (byte b : sealed) {
            zeros += b == 0 ? 1 : 0;
        }
        assertThat(zeros).isBetween(sealed.length / 512, sealed.length / 128);
    }
}
