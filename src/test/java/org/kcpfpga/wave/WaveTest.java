package org.kcpfpga.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;
import org.kcpfpga.plan.boundary.Port;

class WaveTest {
  private static final List<Port> PORTS = List.of(Port.input("go", 1), Port.output("sum", 12));

  @TempDir Path folder;

  private WaveFiles files() {
    return new WaveFiles(folder.resolve("w.vcd"), folder.resolve("w.fst"), false);
  }

  private static int[] words(int... words) {
    return words;
  }

  @Test
  void onlyChangesAreWritten() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Wave wave = new Wave(List.of(new Vcd(new WaveOutput(Path.of("w"), out))), false);
    CoreWave core = new CoreWave(wave, "model", PORTS, null);
    core.cycle(words(0), words(5), null);
    // bits above a pin are none of it
    core.cycle(words(3), words(0x1005), null);
    core.cycle(words(1), words(0xABC), null);
    wave.end();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            $version kcp $end
            $timescale 1ns $end
            $scope module kcp $end
            $scope module model $end
            $var wire 1 ! aclk $end
            $var wire 1 " go $end
            $var wire 12 # sum [11:0] $end
            $upscope $end
            $upscope $end
            $enddefinitions $end
            #0
            1!
            0"
            b101 #
            #5
            0!
            #10
            1!
            1"
            #15
            0!
            #20
            1!
            b101010111100 #
            #25
            0!
            #30
            """);
  }

  @Test
  void codesGoOnAfterNinetyFourSignals() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Wave wave = new Wave(List.of(new Vcd(new WaveOutput(Path.of("w"), out))), false);
    wave.scope("s");
    for (int i = 0; i < 200; i++) {
      wave.signal("n" + i, 1);
    }
    wave.up();
    wave.begin();
    for (int i = 0; i < 200; i++) {
      wave.at(i);
      wave.set(i, true);
    }
    wave.end();
    VcdReader read = VcdReader.of(out.toString(StandardCharsets.UTF_8));
    for (int i = 0; i < 200; i++) {
      assertThat(read.rises("s.n" + i)).isEqualTo(i);
    }
  }

  @Test
  void aDifferenceIsMarkedInItsCycleAndPin() throws IOException {
    ComparedWave.Pins pins =
        new ComparedWave.Pins(
            3, words(0, 1, 1), words(5, 6, 7), words(0, 1, 1), words(5, 4, 7), null);
    files().record(wave -> add(new ComparedWave(wave, PORTS, false, null), pins));
    VcdReader read = VcdReader.of(folder.resolve("w.vcd"));
    assertThat(read.names())
        .containsExactly(
            "kcp.differs",
            "kcp.model.aclk",
            "kcp.model.go",
            "kcp.model.sum",
            "kcp.rtl.aclk",
            "kcp.rtl.go",
            "kcp.rtl.sum",
            "kcp.differences.sum");
    for (String mark : List.of("kcp.differs", "kcp.differences.sum")) {
      assertThat(read.changes(mark).keySet()).containsExactly(0L, 10L, 20L);
      assertThat(read.rises(mark)).isEqualTo(10);
    }
    assertThat(read.at("kcp.model.sum", 10)).isEqualTo(6);
    assertThat(read.at("kcp.rtl.sum", 10)).isEqualTo(4);
    assertThat(read.end()).isEqualTo(30);
  }

  @Test
  void inputsOfTheRtlAreItsOwnWhereTheyMayDiffer() throws IOException {
    ComparedWave.Pins pins =
        new ComparedWave.Pins(2, words(0, 1), words(5, 5), words(0, 0), words(5, 5), null);
    files().record(wave -> add(new ComparedWave(wave, PORTS, true, null), pins));
    VcdReader read = VcdReader.of(folder.resolve("w.vcd"));
    assertThat(read.at("kcp.model.go", 10)).isEqualTo(1);
    assertThat(read.at("kcp.rtl.go", 10)).isZero();
    assertThat(read.rises("kcp.differs")).isNegative();
  }

  private static Void add(ComparedWave wave, ComparedWave.Pins pins) {
    wave.add(pins);
    return null;
  }

  /** A core that stops itself is looked at in its wave. */
  @Test
  void whatWasSeenBeforeAFailureIsKept() throws IOException {
    assertThatThrownBy(
            () ->
                files()
                    .record(
                        wave -> {
                          new CoreWave(wave, "rtl", PORTS, null).cycle(words(1), words(9), null);
                          throw new IllegalStateException("stopped");
                        }))
        .hasMessage("stopped");
    assertThat(VcdReader.of(folder.resolve("w.vcd")).at("kcp.rtl.sum", 10)).isEqualTo(9);
    assertThat(folder.resolve("w.fst")).isNotEmptyFile();
  }

  @Test
  void aMistakeOfTheUsersLeavesNothingNorDoesAFailureBeforeTheWave() throws IOException {
    assertThatThrownBy(
            () ->
                files()
                    .record(
                        wave -> {
                          new CoreWave(wave, "rtl", PORTS, null).cycle(words(1), words(9), null);
                          throw new UserError("wrong");
                        }))
        .hasMessage("wrong");
    assertThatThrownBy(
            () ->
                files()
                    .record(
                        wave -> {
                          throw new IllegalStateException("no core");
                        }))
        .hasMessage("no core");
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aFullDiskIsTheFilesError() {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full));
    for (WaveFiles files :
        List.of(new WaveFiles(full, null, false), new WaveFiles(null, full, false))) {
      assertThatThrownBy(
              () ->
                  files.record(
                      wave -> {
                        new CoreWave(wave, "rtl", PORTS, null).cycle(words(1), words(9), null);
                        return null;
                      }))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("/dev/full: cannot be written: ");
    }
  }
}
