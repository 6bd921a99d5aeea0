package org.kcpfpga;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages and their one direction, read from the compiled classes. */
class ArchitectureTest {
  private static final String ROOT = "org.kcpfpga";

  /** Each package may use those before it; cycle stands beside the branch from hdl to proof. */
  private static final List<String> ORDER =
      List.of(
          "tensor",
          "cache",
          "kcp",
          "rnn",
          "fixed",
          "plan",
          "cycle",
          "hdl",
          "rtl",
          "emit",
          "verilated",
          "gates",
          "proof",
          "host",
          "serial",
          "report",
          "fpga",
          "cli");

  private static final Set<String> BRANCH =
      Set.of("hdl", "rtl", "emit", "verilated", "gates", "proof");
  private static final String[] CHISEL = {"chisel3..", "circt..", "firrtl..", "scala.."};

  private static JavaClasses main;

  @BeforeAll
  static void readClasses() {
    main =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    assertThat(main.size()).isGreaterThan(100);
  }

  static Stream<String> packages() {
    return ORDER.stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyThoseBeforeIt(String name) {
    onlyPackagesBefore(name).check(main);
  }

  @Test
  void cycleModelAndHardwareNeverSeeEachOther() {
    apart("cycle", "rtl").check(main);
    apart("rtl", "cycle").check(main);
  }

  @Test
  void onlyTheFacadeKnowsChisel() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".hdl..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CHISEL)
        .check(main);
  }

  @Test
  void theFacadeDoesKnowChiselSoTheRuleSeesIt() {
    assertThatThrownBy(
            () -> noClasses().should().dependOnClassesThat(resideInAnyPackage(CHISEL)).check(main))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(ROOT + ".hdl");
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(main);
  }

  @Test
  void everyClassIsInAPackageOfTheOrder() {
    String[] all = ORDER.stream().map(name -> ROOT + "." + name).toArray(String[]::new);
    classes().should().resideInAnyPackage(all).check(main);
  }

  @Test
  void everyPackageSaysWhatComesInAndWhatGoesOut() throws IOException {
    Path sources = Path.of("src/main/java/org/kcpfpga");
    Set<String> folders;
    try (Stream<Path> list = Files.list(sources)) {
      folders =
          list.map(path -> path.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertThat(folders).containsExactlyInAnyOrderElementsOf(ORDER);
    for (String folder : folders) {
      String text = Files.readString(sources.resolve(folder).resolve("package-info.java"));
      assertThat(text).as(folder).contains("In:").contains("Out:");
    }
  }

  @Test
  void aPlantedUseOfALaterPackageIsSeen() {
    // EmittedVerilogTest, in emit, lints through verilated, which main code of emit must not do.
    JavaClasses tests = new ClassFileImporter().importPackages(ROOT + ".emit");
    assertThatThrownBy(() -> onlyPackagesBefore("emit").check(tests))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(ROOT + ".verilated.VerilatedLint");
  }

  private static ArchRule onlyPackagesBefore(String name) {
    List<String> forbidden = new ArrayList<>(ORDER.subList(ORDER.indexOf(name), ORDER.size()));
    forbidden.remove(name);
    if (BRANCH.contains(name)) {
      forbidden.add("cycle");
    }
    String[] packages =
        forbidden.stream().map(other -> ROOT + "." + other + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(packages.length == 0);
  }

  private static ArchRule apart(String one, String other) {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + one + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "." + other + "..");
  }
}
