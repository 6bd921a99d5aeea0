package org.kcpfpga.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.TestSeed;
import org.kcpfpga.tensor.UserError;

/** Damaged files give a valid result or one line that names the file; nothing else, in time. */
class ReaderFuzzTest {
  private static final int FILES = 4_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SYNTAX = "{}[](),:'\"0123456789-eE.\\ \n\u0000UFLTrue";

  @TempDir Path directory;

  private int accepted;
  private int refused;

  @Test
  void damagedNpyFilesAreReadOrRefused() throws IOException {
    Path path = directory.resolve("x.npy");
    Npy.writeFloat32(path, Tensor.zeros(3, 5));
    fuzz("damagedNpyFilesAreReadOrRefused", 11, path, 128, Npy::read);
  }

  @Test
  void damagedSafetensorsFilesAreReadOrRefused() throws IOException {
    Path path = directory.resolve("x.safetensors");
    ModelFile.write(path, ModelFileTest.tiny(CellKind.LINEAR));
    fuzz("damagedSafetensorsFilesAreReadOrRefused", 12, path, 400, Safetensors::read);
  }

  @Test
  void damagedModelFilesAreReadOrRefused() throws IOException {
    Path path = directory.resolve("x.safetensors");
    ModelFile.write(path, ModelFileTest.tiny(CellKind.GRU));
    fuzz("damagedModelFilesAreReadOrRefused", 13, path, 900, ModelFile::read);
  }

  /** Damages the file at {@code path}, mostly in its first {@code headerBytes}. */
  private void fuzz(String test, long seed, Path path, int headerBytes, Consumer<Path> reader)
      throws IOException {
    Random random = TestSeed.random(test, seed);
    byte[] whole = Files.readAllBytes(path);
    reader.accept(path);
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int i = 0; i < FILES; i++) {
            Files.write(path, damaged(random, whole, headerBytes));
            read(path, reader);
          }
        });
    assertThat(accepted + refused).isEqualTo(FILES);
    assertThat(refused).as("damage that is seen").isGreaterThan(FILES / 4);
    assertThat(accepted).as("damage that leaves a valid file").isPositive();
  }

  private void read(Path path, Consumer<Path> reader) {
    try {
      reader.accept(path);
      accepted++;
    } catch (UserError e) {
      assertThat(e.getMessage()).startsWith(path.toString()).doesNotContain("\n");
      assertThat(e.getMessage()).hasSizeLessThan(3_000);
      refused++;
    }
  }

  private static byte[] damaged(Random random, byte[] whole, int headerBytes) {
    if (random.nextInt(8) == 0) {
      return Arrays.copyOf(whole, random.nextInt(whole.length + 20));
    }
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int range = random.nextInt(4) == 0 ? bytes.length : Math.min(headerBytes, bytes.length);
      int at = random.nextInt(range);
      bytes[at] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
            case 1 -> (byte) random.nextInt(256);
            default -> (byte) SYNTAX.charAt(random.nextInt(SYNTAX.length()));
          };
    }
    return bytes;
  }
}
