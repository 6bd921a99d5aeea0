package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.Tools;
import org.kcpfpga.image.Core;
import org.kcpfpga.verilated.build.VerilatedLint;

/** Emitted cores: three tools read them without a complaint, and equal cores give equal bytes. */
@Tag("slow")
class EmittedVerilogTest {
  private static final Pattern MODULE = Pattern.compile("(?m)^module (\\w+)");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("org.kcpfpga.emit.EmittedCores#names")
  void verilatorHasNothingToSayButWhatIsWaived(String name) {
    Tools.require("verilator");
    EmittedDesign design = EmittedCores.emitted(name);
    Emitter.write(design, folder);
    List<Path> files = design.verilogFiles(folder);
    assertThat(VerilatedLint.check(files, design.top(), Optional.of(Path.of("hdl/lint.vlt"))))
        .isEmpty();
  }

  @Test
  void verilatorSeesAPlantedWidthMistake() throws IOException {
    Tools.require("verilator");
    EmittedDesign design = EmittedCores.emitted("modes of one");
    Emitter.write(design, folder);
    Path top = folder.resolve(design.top() + ".v");
    String text = Files.readString(top);
    int end = text.lastIndexOf("endmodule");
    Files.writeString(top, text.substring(0, end) + "wire [1:0] planted = 3'd5;\nendmodule\n");
    assertThat(
            VerilatedLint.check(
                design.verilogFiles(folder), design.top(), Optional.of(Path.of("hdl/lint.vlt"))))
        .anyMatch(warning -> warning.rule().startsWith("WIDTH"));
  }

  @ParameterizedTest
  @MethodSource("org.kcpfpga.emit.EmittedCores#names")
  void yosysElaboratesEveryModule(String name) throws Exception {
    Tools.require("yosys");
    EmittedDesign design = EmittedCores.emitted(name);
    Emitter.write(design, folder);
    String script =
        "read_verilog "
            + String.join(" ", design.verilog().keySet())
            + "; hierarchy -check -top "
            + design.top()
            + "; proc";
    Tools.run(folder, List.of("yosys", "-q", "-p", script));
  }

  @ParameterizedTest
  @MethodSource("org.kcpfpga.emit.EmittedCores#names")
  void icarusCompilesItAsPlainVerilog(String name) throws Exception {
    Tools.require("iverilog");
    EmittedDesign design = EmittedCores.emitted(name);
    Emitter.write(design, folder);
    List<String> command =
        new ArrayList<>(List.of("iverilog", "-g2005", "-t", "null", "-s", design.top()));
    command.addAll(design.verilog().keySet());
    assertThat(Tools.run(folder, command)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "modes of one"})
  void everyFileHoldsOneModuleOfItsName(String name) {
    EmittedDesign design = EmittedCores.emitted(name);
    assertThat(design.verilog()).containsKey(design.top() + ".v").hasSizeGreaterThan(10);
    for (Map.Entry<String, String> file : design.verilog().entrySet()) {
      List<String> modules =
          MODULE.matcher(file.getValue()).results().map(EmittedVerilogTest::name).toList();
      assertThat(modules).as(file.getKey()).containsExactly(file.getKey().replace(".v", ""));
    }
  }

  private static String name(MatchResult module) {
    return module.group(1);
  }

  @Test
  void modulesOfACoreBeginWithItsNameAndTheRestIsShared() {
    EmittedDesign design = EmittedCores.emitted("tiny");
    assertThat(design.verilog().keySet())
        .allMatch(file -> file.startsWith("tiny") || file.startsWith("kcp_"));
  }

  @Test
  void everyImageThatTheVerilogReadsIsThereAndNoOther() {
    EmittedDesign design = EmittedCores.emitted("tiny");
    Pattern init = Pattern.compile("\\.INIT\\(\"([^\"]+)\"\\)");
    List<String> read =
        design.verilog().values().stream()
            .flatMap(text -> init.matcher(text).results())
            .map(EmittedVerilogTest::name)
            .distinct()
            .toList();
    assertThat(design.images().keySet()).containsExactlyInAnyOrderElementsOf(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "one mode"})
  void theSameCoreGivesTheSameBytesAgainAndOnTwoThreads(String name) throws Exception {
    EmittedDesign first = EmittedCores.emitted(name);
    Core core = EmittedCores.core(name);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<EmittedDesign> emit = () -> Emitter.emit(core);
      for (Future<EmittedDesign> other : threads.invokeAll(List.of(emit, emit))) {
        assertThat(other.get()).isEqualTo(first);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(Emitter.emit(EmittedCores.core(name))).isEqualTo(first);
  }
}
