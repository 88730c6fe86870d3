package io.holdfast.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may use whom: the floors of the house, from foundation to apps.
final class FloorRulesTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(Rooms.ROOT);

    @Test
    void everyRoomIsKnown() {
        assertThat(
                        CLASSES.stream()
                                .map(type -> room(type.getPackageName()))
                                .distinct()
                                .filter(room -> !room.equals("architecture")))
                .isSubsetOf(Rooms.all())
                .contains("base", "erasure");
    }

    private static String room(String packageName) {
        return packageName.substring(Rooms.ROOT.length() + 1).replaceFirst("\\..*", "");
    }

    @ParameterizedTest
    @MethodSource("io.holdfast.architecture.Rooms#stream")
    void roomUsesOnlyRoomsBelow(String room) {
        noClasses()
                .that()
                .resideInAPackage(Rooms.packageOf(room) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Rooms.patterns(Rooms.forbiddenFor(room)))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("io.holdfast.architecture.Rooms#closed")
    void innerPackagesAreTheRoomsOwn(String room) {
        String own = Rooms.packageOf(room);
        classes()
                .that()
                .resideInAPackage(own + ".*..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage(own + "..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(Rooms.ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /// A room's root package holds both what its inner packages share and what puts them together,
    /// so it alone stands on both ends; below it there is an order.
    @Test
    void innerPackagesHaveNoCycles() {
        slices().matching(Rooms.ROOT + ".(*).(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void vectorsStayInErasureAndDigest() {
        only("jdk.incubator.vector..", "erasure", "digest");
    }

    @Test
    void rocksDbStaysInDrive() {
        only("org.rocksdb..", "drive");
    }

    @Test
    void jettyStaysInHttp() {
        only("org.eclipse.jetty..", "http");
    }

    @Test
    void picocliStaysInServer() {
        only("picocli..", "server");
    }

    private static void only(String library, String... rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(Rooms.patterns(List.of(rooms)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void objectAndS3TouchNoFiles() {
        noClasses()
                .that()
                .resideInAnyPackage("io.holdfast.object..", "io.holdfast.s3..")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "are of java.nio.file or java.io.File*", FloorRulesTest::isFileApi))
                .check(CLASSES);
    }

    private static boolean isFileApi(JavaClass type) {
        return type.getPackageName().startsWith("java.nio.file")
                || type.getName().startsWith("java.io.File")
                || type.getName().equals("java.nio.channels.FileChannel");
    }

    /// Otherwise a simulation has no hold on it; docs/decisions/0036.
    @Test
    void engineAsksItsHostForThreadsTimeAndChance() {
        noClasses()
                .that()
                .resideInAnyPackage("io.holdfast.object..", "io.holdfast.digest..")
                .and()
                .haveSimpleNameNotEndingWith("WarmUp")
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "goes past the host", FloorRulesTest::isPastTheHost))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(SecureRandom.class, Semaphore.class)
                .check(CLASSES);
    }

    private static boolean isPastTheHost(JavaMethodCall call) {
        String method = call.getTargetOwner().getName() + "." + call.getName();
        return List.of(
                        "java.util.UUID.randomUUID",
                        "java.lang.Thread.sleep",
                        "java.lang.Thread.ofVirtual",
                        "java.lang.Thread.ofPlatform",
                        "java.lang.Thread.startVirtualThread",
                        "java.lang.System.nanoTime",
                        "java.lang.System.currentTimeMillis",
                        "java.lang.Object.wait",
                        "java.util.concurrent.locks.LockSupport.parkNanos",
                        "java.util.concurrent.locks.Condition.awaitNanos")
                .contains(method);
    }

    @Test
    void lowestFloorNeedsNoLibraries() {
        classes()
                .that()
                .resideInAnyPackage("io.holdfast.base..", "io.holdfast.erasure..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.holdfast..", "java..", "jdk.incubator.vector..", "org.jspecify..")
                .check(CLASSES);
    }
}
