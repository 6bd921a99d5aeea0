package org.kcpfpga.verilated.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.verilated.VerilatedModel;

@Tag("slow")
class VerilatedCacheTest {
  @TempDir static Path shared;
  @TempDir Path folder;

  /** One counting cache a test, all in one folder: the run-time objects are made once. */
  private final VerilatedCache cache = new VerilatedCache(shared);

  private VerilatedSource edited(String comment) throws IOException {
    Path file = folder.resolve("widths.v");
    Files.writeString(file, Files.readString(Toys.file("widths.v")) + "// " + comment + "\n");
    VerilatedSource source = Toys.widths();
    return new VerilatedSource(
        "widths", List.of(file), Optional.empty(), source.ports(), source.options());
  }

  private void runOnce(VerilatedSource source) {
    try (VerilatedModel model = VerilatedModel.build(source, cache, 1)) {
      int[] in = new int[14];
      in[1] = 3;
      int[] out = new int[15];
      model.run(1, in, out);
      assertThat(out[14]).isEqualTo(3);
    }
  }

  @Test
  void theSecondBuildDoesNotCallVerilatorAndAChangedFileDoes() throws IOException {
    runOnce(edited("hit"));
    assertThat(cache.builds()).isEqualTo(1);
    runOnce(edited("hit"));
    assertThat(cache.builds()).isEqualTo(1);
    runOnce(edited("changed"));
    assertThat(cache.builds()).isEqualTo(2);
    assertThat(new VerilatedCache(shared).builds()).isZero();
  }

  @Test
  void optionsHaveLibrariesOfTheirOwn() {
    Path checked = cache.library(Toys.toy(VerilatedOptions.CHECKED));
    Path fast = cache.library(Toys.toy(VerilatedOptions.FAST));
    assertThat(checked).isNotEqualTo(fast);
  }

  @Test
  void aHalfWrittenEntryIsMadeAgain() throws IOException {
    Path library = cache.library(edited("half"));
    Files.write(library, new byte[] {0x7F});
    runOnce(edited("half"));
    assertThat(cache.builds()).isEqualTo(2);
    Files.delete(library.resolveSibling("complete.txt"));
    runOnce(edited("half"));
    assertThat(cache.builds()).isEqualTo(3);
  }

  @Test
  void buildersOfOneSourceAtTheSameTimeBuildItOnce() throws Exception {
    VerilatedSource source = edited("together");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        runs.add(pool.submit(() -> runOnce(source)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
      assertThat(runs).hasSize(8);
    } finally {
      pool.shutdown();
    }
    assertThat(cache.builds()).isEqualTo(1);
    assertThat(leftOvers()).isEmpty();
  }

  private static List<String> leftOvers() throws IOException {
    try (Stream<Path> files = Files.list(shared)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("loaded-") || name.startsWith("making-"))
          .toList();
    }
  }

  @Test
  void memoryImagesArePartOfTheSourceAndOutliveTheirFolder() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    assertThat(romWord(images, "0a\n0b\n0c\n0d\n")).isEqualTo(0x0C);
    assertThat(romWord(images, "0a\n0b\n1c\n0d\n")).isEqualTo(0x1C);
    assertThat(cache.builds()).isEqualTo(2);
  }

  private int romWord(Path images, String text) throws IOException {
    Path image = images.resolve("rom.hex");
    Files.writeString(image, text);
    cache.library(Toys.rom(images));
    VerilatedSource source = Toys.rom(images);
    try (VerilatedModel model = VerilatedModel.build(source, cache, 1)) {
      int[] out = new int[2];
      Files.delete(image);
      model.run(2, new int[] {2, 2}, out);
      return out[1];
    }
  }

  @Test
  void aMemoryImageThatWouldLoseItsLastWordIsAFailure() throws IOException {
    Path images = Files.createDirectory(folder.resolve("cut"));
    assertThatThrownBy(() -> romWord(images, "0a\n0b\n0c\n0d"))
        .isInstanceOf(VerilatedFailure.class)
        .hasMessage("memory image rom.hex: no newline at its end (expected: one)");
  }

  @Test
  void aMissingMemoryImageIsAFailureNotZeros() throws IOException {
    Path images = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> VerilatedModel.build(Toys.rom(images), cache, 1))
        .isInstanceOf(VerilatedFailure.class)
        .hasMessageContaining("rom.hex")
        .hasMessageContaining("file not found");
  }

  @Test
  void aVerilogErrorIsAFailureWithItsFirstLinesAndLeavesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.v"), "module bad(input aclk);\n  oops\n");
    VerilatedSource source =
        new VerilatedSource(
            "bad", List.of(file), Optional.empty(), List.of(), VerilatedOptions.FAST);
    assertThatThrownBy(() -> cache.library(source))
        .isInstanceOf(VerilatedFailure.class)
        .hasMessageContaining("Verilator on bad failed")
        .hasMessageContaining("bad.v:");
    assertThat(leftOvers()).isEmpty();
  }

  @Test
  void aPortListThatDiffersFromTheDesignIsAFailureNamingThePin() {
    assertPins(List.of(Port.input("address", 3), Port.output("value", 8)))
        .hasMessage("rom.address: input of 2 bits (expected: input of 3 bits)");
    assertPins(List.of(Port.input("address", 2), Port.input("value", 8)))
        .hasMessage("rom.value: output of 8 bits (expected: input of 8 bits)");
    assertPins(List.of(Port.input("address", 2)))
        .hasMessage("rom: pins missing from the port list: [value]");
    assertPins(List.of(Port.input("q", 1)))
        .hasMessage("rom.q: no such pin (expected: input of 1 bits)");
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertPins(List<Port> ports) {
    VerilatedSource source =
        new VerilatedSource(
            "rom",
            List.of(Toys.file("rom.v")),
            Optional.of(folder),
            ports,
            VerilatedOptions.CHECKED);
    return assertThatThrownBy(() -> cache.library(source)).isInstanceOf(VerilatedFailure.class);
  }
}
