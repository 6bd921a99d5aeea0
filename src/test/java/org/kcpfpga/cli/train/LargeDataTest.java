package org.kcpfpga.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.cli.KcpProcess;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Data of 20 million values, 160 MB as numbers of Java, in heaps that hold them and in others. */
@Tag("slow")
class LargeDataTest {
  private static final String LARGE = "export JDK_JAVA_OPTIONS=-Xmx1200m;";
  private static final String SMALL = "export JDK_JAVA_OPTIONS=-Xmx120m;";
  private static final int SEQUENCES = 400;
  private static final int EACH = 50_000;

  @TempDir Path folder;
  private TrainFiles files;

  @BeforeEach
  void writeTheTask() {
    files = new TrainFiles(folder);
  }

  /** Bytes of a sparse file. */
  private void write(boolean fortran, int steps) throws IOException {
    String text =
        String.format(
            Locale.ROOT,
            "{'descr': '|u1', 'fortran_order': %s, 'shape': (400, %d, %d), }",
            fortran ? "True" : "False",
            steps,
            EACH / steps);
    String padded = text + " ".repeat(0x76 - text.length());
    byte[] head = ("\u0093NUMPY\1\0\u0076\0" + padded).getBytes(StandardCharsets.ISO_8859_1);
    Tensor labels = Tensor.zeros(SEQUENCES);
    try (RandomAccessFile file = new RandomAccessFile(files.inputs.toFile(), "rw")) {
      file.setLength(0);
      file.write(head);
      file.setLength(head.length + (long) SEQUENCES * EACH);
      for (int s = 0; s < SEQUENCES; s++) {
        labels.values()[s] = s % 2;
        file.seek(head.length + (long) s * EACH + s % 2);
        file.write(new byte[] {9, (byte) s});
      }
    }
    Npy.writeInt64(files.labels, labels);
  }

  private byte[] model(String heap, String... command) throws Exception {
    KcpProcess.Result result = KcpProcess.begin(folder, heap, command).end();
    assertThat(result.code()).as(result.err()).isZero();
    byte[] bytes = Files.readAllBytes(files.model);
    Files.delete(files.model);
    return bytes;
  }

  @Test
  void trainingGivesTheModelOfDataInMemory() throws Exception {
    write(false, 2);
    String[] command = files.command("--epochs", "1", "--normalise", "--in", "100,250");
    assertThat(model(SMALL, command)).isEqualTo(model(LARGE, command));
  }

  /** A model that is normalised, with labels and without. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void soDoesCompression(boolean labelled) throws Exception {
    write(false, 20);
    String[] train = {"--epochs", "1", "--normalise", "--format", "dense", "--in", "2500"};
    byte[] dense = model(LARGE, files.command(train));
    Path file = Files.write(folder.resolve("dense.safetensors"), dense);
    String data = files.inputs.toString();
    String options = "--in 50,50 --out 2,4 --terms 2 --ranks 1 --epochs 1 --batch 16 -o ";
    String words = "compress " + file + " --data " + data + " " + options + files.model;
    String all = labelled ? words + " --labels " + files.labels : words + " --states 1";
    assertThat(model(SMALL, all.split(" "))).isEqualTo(model(LARGE, all.split(" ")));
  }

  /** The numbers of a sequence are everywhere in such a file. */
  @Test
  void fortranOrderIsRefusedWhereItDoesNotFit() throws Exception {
    write(true, 2);
    String[] command = files.command("--epochs", "1", "--in", "100,250");
    KcpProcess.Result result = KcpProcess.begin(folder, SMALL, command).end();
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .endsWith(
            "kcp: "
                + files.inputs
                + ": Fortran order (expected: C order, as it is too large for memory:"
                + " numpy.ascontiguousarray)");
    model(LARGE, command);
  }
}
