package io.holdfast.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateFolderTest {
    @TempDir Path folder;

    @Test
    void folderWithoutThePairMeansNoTls() throws IOException {
        assertThat(CertificateFolder.open(folder, "")).isEmpty();
    }

    @Test
    void keyOfAnotherCertificateIsRefused() throws IOException {
        install(folder, "ec-sec1");
        Files.writeString(folder.resolve("private.key"), PrivateKeysTest.resource("ec-pkcs8.key"));
        assertThatThrownBy(() -> CertificateFolder.open(folder, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belong together");
    }

    @Test
    void certificateIsChosenByHost() throws IOException {
        install(folder, "ec-sec1");
        install(Files.createDirectory(folder.resolve("wild")), "ec-pkcs8");
        install(Files.createDirectory(folder.resolve("rsa")), "rsa-pkcs1");
        Files.createDirectory(folder.resolve("CAs"));
        Identities identities = Identities.read(folder, "");
        assertThat(alias(identities, "localhost", "EC")).isEqualTo("default");
        assertThat(alias(identities, "a.wild.example", "EC")).isEqualTo("wild");
        assertThat(alias(identities, "a.b.wild.example", "EC")).isEqualTo("default");
        assertThat(alias(identities, "", "EC")).isEqualTo("default");
        assertThat(alias(identities, "rsa.example", "RSA")).isEqualTo("rsa");
        assertThat(alias(identities, "rsa.example", "EC")).isEqualTo("none");
    }

    @Test
    void swappedLinkIsNoticedAndDamageKeepsTheEarlier() throws IOException {
        Path first = install(Files.createDirectory(folder.resolve("..1")), "ec-sec1");
        Path second = install(Files.createDirectory(folder.resolve("..2")), "ec-pkcs8");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        for (String name : new String[] {"public.crt", "private.key"}) {
            Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
        }
        try (CertificateFolder opened = CertificateFolder.open(folder, "").orElseThrow()) {
            assertThat(opened.reloadIfChanged()).isFalse();
            Files.delete(data);
            Files.createSymbolicLink(data, second.getFileName());
            assertThat(opened.reloadIfChanged()).isTrue();
            Files.writeString(second.resolve("private.key"), "damaged");
            assertThat(opened.reloadIfChanged()).isFalse();
        }
    }

    static Path install(Path folder, String name) throws IOException {
        Files.writeString(folder.resolve("public.crt"), PrivateKeysTest.resource(name + ".crt"));
        Files.writeString(folder.resolve("private.key"), PrivateKeysTest.resource(name + ".key"));
        return folder;
    }

    private static String alias(Identities identities, String host, String keyType) {
        return identities.choose(host, keyType).map(Identity::alias).orElse("none");
    }
}
