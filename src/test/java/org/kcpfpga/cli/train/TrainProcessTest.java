package org.kcpfpga.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.cli.KcpProcess;
import org.kcpfpga.rnn.ModelFile;

/** Trainings in processes of their own, which end in ways that no process survives. */
@Tag("slow")
class TrainProcessTest {
  @TempDir Path folder;
  private TrainFiles files;
  private Path checkpoint;
  private Path lock;

  @BeforeEach
  void writeTheTask() {
    files = new TrainFiles(folder);
    checkpoint = folder.resolve("m.safetensors.checkpoint");
    lock = folder.resolve(".m.safetensors.kcp.lock");
  }

  private KcpProcess begin(String limit, String... more) throws IOException {
    return KcpProcess.begin(folder, limit, files.command(more));
  }

  /** Waits for so many epochs, or for the end of the process. */
  private static void await(KcpProcess training, int epochs) throws Exception {
    while (training.process().isAlive() && training.text("out").lines().count() < epochs) {
      Thread.sleep(20);
    }
    assertThat(training.process().isAlive()).as(training.text("err")).isTrue();
  }

  private byte[] model(String... options) throws Exception {
    KcpProcess.Result result = begin("", options).end();
    assertThat(result.code()).as(result.err()).isZero();
    byte[] bytes = Files.readAllBytes(files.model);
    Files.delete(files.model);
    return bytes;
  }

  @Test
  void aTrainingThatIsKilledGoesOnToTheSameModel() throws Exception {
    String[] options = {"--epochs", "200", "--patience", "1000", "--dropout-hidden", "0.1"};
    byte[] expected = model(options);
    KcpProcess killed = begin("", options);
    await(killed, 20);
    killed.process().destroyForcibly().waitFor();
    assertThat(files.model).doesNotExist();
    assertThat(checkpoint).exists();
    assertThat(lock).exists();
    KcpProcess.Result rest = begin("", options).end();
    assertThat(rest.code()).as(rest.err()).isZero();
    // the epochs before the kill were not learned again
    assertThat(rest.out().lines().count()).isLessThan(200);
    assertThat(Files.readAllBytes(files.model)).isEqualTo(expected);
    assertThat(checkpoint).doesNotExist();
    assertThat(lock).doesNotExist();
  }

  @Test
  void ctrlCKeepsTheBestModel() throws Exception {
    String[] options = {"--epochs", "100000", "--patience", "100000"};
    KcpProcess training = begin("", options);
    await(training, 3);
    long pid = training.process().pid();
    new ProcessBuilder("bash", "-c", "kill -INT " + pid).start().waitFor();
    KcpProcess.Result result = training.end();
    assertThat(result.code()).isEqualTo(130);
    assertThat(result.err())
        .startsWith("kcp: stopped by a signal; " + files.model + " holds the best epoch, ")
        .endsWith("; the same command goes on");
    assertThat(ModelFile.read(files.model).classes()).isEqualTo(2);
    assertThat(checkpoint).exists();
    assertThat(lock).doesNotExist();
  }

  @Test
  void aSecondTrainingOfTheSameModelIsRefused() throws Exception {
    String[] options = {"--epochs", "100000", "--patience", "100000"};
    KcpProcess first = begin("", options);
    await(first, 1);
    Path other = Files.createDirectory(folder.resolve("second"));
    // by another name, and not to begin anew either
    String[] again = files.command("--epochs", "1", "--restart");
    again[Arrays.asList(again).indexOf("-o") + 1] = other + "/../" + files.model.getFileName();
    KcpProcess.Result second = KcpProcess.begin(other, "", again).end();
    assertThat(second.code()).isEqualTo(2);
    assertThat(second.err())
        .startsWith("kcp: -o: " + other + "/../m.safetensors (expected: a model that no other");
    assertThat(second.err().lines()).hasSize(1);
    await(first, (int) first.text("out").lines().count() + 1);
    first.process().destroyForcibly().waitFor();
    assertThat(checkpoint).exists();
  }

  @Test
  void aFullDiskIsOneLineAndLeavesNothingHalfWritten() throws Exception {
    // so many kilobytes a file: less than a checkpoint of this model
    KcpProcess.Result result = begin("ulimit -f 8;", "--epochs", "2", "--terms", "64").end();
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).startsWith("kcp: " + checkpoint + ": cannot be written: ");
    try (Stream<Path> list = Files.list(folder)) {
      assertThat(list.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("x.npy", "l.npy", "out", "err");
    }
  }
}
