package org.kcpfpga.cli.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** {@code kcp data}. */
class DataCommandTest extends CommandCalls {
  private Path description() throws IOException {
    Npy.writeFloat32(
        folder.resolve("x.npy"), Tensor.of(new int[] {3, 1, 2}, new double[] {1, 2, 3, 4, 5, 6}));
    Npy.writeInt64(folder.resolve("y.npy"), Tensor.of(new int[] {3}, new double[] {1, 0, 1}));
    String pair = "{\"inputs\":\"x.npy\",\"labels\":\"y.npy\"}";
    return Files.writeString(
        folder.resolve("d.json"),
        "{\"kind\":\"npy\",\"train\":" + pair + ",\"test\":" + pair + "}");
  }

  @Test
  void aPartIsShownAndWritten() throws IOException {
    Path data = description();
    Path inputs = folder.resolve("inputs.npy");
    Path labels = folder.resolve("labels.npy");
    String[] args = {
      "data", data.toString(), "-o", inputs.toString(), "--labels", labels.toString()
    };
    assertThat(kcp(args)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("npy, test: 3 sequences of 1 steps, 2 inputs");
    assertThat(Npy.read(inputs)).isEqualTo(Npy.read(folder.resolve("x.npy")));
    assertThat(Npy.read(labels)).isEqualTo(Npy.read(folder.resolve("y.npy")));
    assertThat(kcp("data", data.toString(), "--json")).isZero();
    assertThat(json().get("classes").toString()).isEqualTo("{\"0\":1,\"1\":2}");
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingIsWritten() throws IOException {
    String data = description().toString();
    refused(all("nowhere"), "data", data, "-o", folder.resolve("nowhere/x.npy").toString());
    String both = folder.resolve("both.npy").toString();
    refused(all("--labels", "another file"), "data", data, "-o", both, "--labels", both);
    refused(all("DATA"), "data", data, "-o", data);
    refused(all("none.json", "no such file"), "data", folder.resolve("none.json").toString());
    refused(all("--part"), "data", data, "--part", "all");
  }
}
