package org.kcpfpga;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
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
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Value;

/** The packages and their one direction, read from the compiled classes. */
class ArchitectureTest {
  private static final String ROOT = "org.kcpfpga";

  /** Each package may use those before it; cycle stands beside the branch from hdl to proof. */
  private static final List<String> ORDER =
      List.of(
          "common",
          "page",
          "tensor",
          "cache",
          "kcp",
          "rnn",
          "format",
          "format.cost",
          "format.model",
          "compress",
          "importer.onnx",
          "importer",
          "datasets",
          "datasets.source",
          "fixed",
          "fixed.fit",
          "fixed.calibration",
          "design",
          "plan",
          "plan.boundary",
          "plan.timing",
          "wave",
          "planner.build",
          "planner",
          "image",
          "link",
          "link.channel",
          "link.packet",
          "link.device",
          "cycle.base",
          "cycle.stage",
          "cycle.cell",
          "cycle.control",
          "cycle",
          "hdl",
          "hdl.verilog",
          "rtl.base",
          "rtl.front",
          "rtl.stage",
          "rtl.bank",
          "rtl.cell",
          "rtl.control",
          "rtl",
          "emit",
          "verilated.build",
          "verilated",
          "gates",
          "proof",
          "proof.block",
          "link.simulated",
          "accuracy",
          "train.step",
          "train.graph",
          "train",
          "distillation",
          "study",
          "jobs",
          "verify",
          "verify.cosim",
          "verify.coverage",
          "verify.mutation",
          "verify.levels",
          "report",
          "fpga",
          "",
          "cli.tool",
          "cli.option",
          "cli.text",
          "cli.output",
          "cli.part",
          "cli.command",
          "cli.train",
          "cli.weights",
          "cli.compress",
          "cli");

  private static final Set<String> BRANCH =
      Set.of("hdl", "rtl", "emit", "verilated", "gates", "proof");

  private static final String[] CHISEL = {"chisel3..", "circt..", "firrtl..", "scala.."};

  private static final String DJL = "ai.djl..";

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

  /** A driver of a board needs no Chisel, no Verilator and no model of the cycles. */
  @Test
  void aBoardIsDrivenWithoutHardwareGenerator() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".link", ROOT + ".link.channel", ROOT + ".link.packet", ROOT + ".link.device")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".hdl..",
            ROOT + ".rtl..",
            ROOT + ".emit..",
            ROOT + ".verilated..",
            ROOT + ".cycle..")
        .check(main);
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
  void onlyTrainingKnowsTheLibraryOfGradients() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".train.graph")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DJL)
        .check(main);
  }

  @Test
  void trainingDoesKnowItSoTheRuleSeesIt() {
    assertThatThrownBy(
            () -> noClasses().should().dependOnClassesThat(resideInAnyPackage(DJL)).check(main))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(ROOT + ".train.graph");
  }

  /** Ports are fields: a block declares things by name, and finds none by name. */
  @Test
  void noBlockLooksAPortUpByName() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .areAssignableTo(Block.class)
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage(ROOT + ".hdl")
        .and()
        .haveRawParameterTypes(String.class)
        .and()
        .haveRawReturnType(assignableTo(Value.class))
        .should()
        .haveNameMatching("(input|output|wire|register)Bool")
        .check(main);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(main);
  }

  @Test
  void everyClassIsInAPackageOfTheOrder() {
    String[] all = ORDER.stream().map(ArchitectureTest::full).toArray(String[]::new);
    classes().should().resideInAnyPackage(all).check(main);
  }

  @Test
  void everyPackageSaysWhatComesInAndWhatGoesOut() throws IOException {
    Path sources = Path.of("src/main/java/org/kcpfpga");
    Set<String> folders;
    try (Stream<Path> list = Files.walk(sources)) {
      folders =
          list.filter(path -> path.toString().endsWith(".java"))
              .map(path -> sources.relativize(path.getParent()).toString().replace('/', '.'))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertThat(folders).containsExactlyInAnyOrderElementsOf(ORDER);
    for (String folder : folders) {
      Path place = sources.resolve(folder.replace('.', '/'));
      String text = Files.readString(place.resolve("package-info.java"));
      assertThat(text).as(folder).contains("In:").contains("Out:");
    }
  }

  @Test
  void aPlantedUseOfALaterPackageIsSeen() {
    // EmittedVerilogTest, in emit, lints through verilated, which main code of emit must not do.
    JavaClasses tests = new ClassFileImporter().importPackages(ROOT + ".emit");
    assertThatThrownBy(() -> onlyPackagesBefore("emit").check(tests))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(ROOT + ".verilated.build.VerilatedLint");
  }

  private static ArchRule onlyPackagesBefore(String name) {
    List<String> forbidden = new ArrayList<>(ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()));
    if (BRANCH.contains(name.split("\\.")[0])) {
      ORDER.stream().filter(other -> other.split("\\.")[0].equals("cycle")).forEach(forbidden::add);
    }
    String[] packages = forbidden.stream().map(ArchitectureTest::full).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(full(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(packages.length == 0);
  }

  /** A package by its name below the root, which is the library's face itself. */
  private static String full(String name) {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
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
