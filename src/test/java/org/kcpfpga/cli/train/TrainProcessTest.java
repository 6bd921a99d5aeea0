package org.kcpfpga.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Trainings in processes of their own, which end in ways that no process survives. */
@Tag("slow")
class TrainProcessTest {
  @TempDir Path folder;
  private TrainFiles files;
  private Path checkpoint;

  @BeforeEach
  void writeTheTask() {
    files = new TrainFiles(folder);
    checkpoint = folder.resolve("m.safetensors.checkpoint");
  }

  /** What a process printed, and its exit code. */
  private record Result(int code, String out, String err) {}

  private Process begin(String limit, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("bash", "-c", limit + " exec \"$@\"", "bash"));
    words.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "org.kcpfpga.cli.Kcp"));
    words.addAll(List.of(files.command(more)));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    return builder.start();
  }

  private Result end(Process process) throws Exception {
    int code = process.waitFor();
    return new Result(code, text("out"), text("err"));
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8).strip();
  }

  /** Waits for so many epochs, or for the end of the process. */
  private void await(Process process, int epochs) throws Exception {
    while (process.isAlive() && text("out").lines().count() < epochs) {
      Thread.sleep(20);
    }
    assertThat(process.isAlive()).as(text("err")).isTrue();
  }

  private byte[] model(String... options) throws Exception {
    Result result = end(begin("", options));
    assertThat(result.code()).as(result.err()).isZero();
    byte[] bytes = Files.readAllBytes(files.model);
    Files.delete(files.model);
    return bytes;
  }

  @Test
  void aTrainingThatIsKilledGoesOnToTheSameModel() throws Exception {
    String[] options = {"--epochs", "200", "--patience", "1000", "--dropout-hidden", "0.1"};
    byte[] expected = model(options);
    Process killed = begin("", options);
    await(killed, 20);
    killed.destroyForcibly().waitFor();
    assertThat(files.model).doesNotExist();
    assertThat(checkpoint).exists();
    Result rest = end(begin("", options));
    assertThat(rest.code()).as(rest.err()).isZero();
    // the epochs before the kill were not learned again
    assertThat(rest.out().lines().count()).isLessThan(200);
    assertThat(Files.readAllBytes(files.model)).isEqualTo(expected);
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void ctrlCKeepsTheBestModel() throws Exception {
    String[] options = {"--epochs", "100000", "--patience", "100000"};
    Process process = begin("", options);
    await(process, 3);
    new ProcessBuilder("bash", "-c", "kill -INT " + process.pid()).start().waitFor();
    Result result = end(process);
    assertThat(result.code()).isEqualTo(130);
    assertThat(result.err())
        .startsWith("kcp: stopped by a signal; " + files.model + " holds the best epoch, ")
        .endsWith("; the same command goes on");
    assertThat(ModelFile.read(files.model).classes()).isEqualTo(2);
    assertThat(checkpoint).exists();
  }

  /** 20 million values, 160 MB as numbers of Java; bytes of a sparse file. */
  private void writeMoreThanAHeap() throws IOException {
    int sequences = 400;
    int each = 2 * 25_000;
    byte[] head =
        ("\u0093NUMPY\1\0v\0{'descr': '|u1', 'fortran_order': False, 'shape': (400, 2, 25000), }"
                + " ".repeat(51))
            .getBytes(StandardCharsets.ISO_8859_1);
    Tensor labels = Tensor.zeros(sequences);
    try (RandomAccessFile file = new RandomAccessFile(files.inputs.toFile(), "rw")) {
      file.setLength(0);
      file.write(head, 0, 10 + 'v');
      file.setLength(10 + 'v' + (long) sequences * each);
      for (int s = 0; s < sequences; s++) {
        labels.values()[s] = s % 2;
        file.seek(10 + 'v' + (long) s * each + s % 2);
        file.write(new byte[] {9, (byte) s});
      }
    }
    Npy.writeInt64(files.labels, labels);
  }

  @Test
  void dataThatDoNotFitTheHeapGiveTheModelOfThoseThatDo() throws Exception {
    writeMoreThanAHeap();
    String[] options = {"--epochs", "1", "--normalise", "--in", "100,250"};
    Result whole = end(begin("export JDK_JAVA_OPTIONS=-Xmx1200m;", options));
    assertThat(whole.code()).as(whole.err()).isZero();
    byte[] expected = Files.readAllBytes(files.model);
    Files.delete(files.model);
    Result streamed = end(begin("export JDK_JAVA_OPTIONS=-Xmx120m;", options));
    assertThat(streamed.code()).as(streamed.err()).isZero();
    assertThat(Files.readAllBytes(files.model)).isEqualTo(expected);
  }

  @Test
  void aFullDiskIsOneLineAndLeavesNothingHalfWritten() throws Exception {
    // so many kilobytes a file: less than a checkpoint of this model
    Result result = end(begin("ulimit -f 8;", "--epochs", "2", "--terms", "64"));
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).startsWith("kcp: " + checkpoint + ": cannot be written: ");
    try (Stream<Path> list = Files.list(folder)) {
      assertThat(list.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("x.npy", "l.npy", "out", "err");
    }
  }
}
