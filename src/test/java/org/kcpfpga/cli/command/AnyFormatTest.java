package org.kcpfpga.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.format.model.FormatModels;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.CellTensors;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.rnn.Readout;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Models of all formats, and normalised inputs, through the commands. */
class AnyFormatTest extends CommandCalls {
  private final Tensor raw = FormatModels.inputs(new Random(1));

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String written(FormatModel model, String name) {
    Path path = folder.resolve(name);
    FormatModelFile.write(path, model);
    return path.toString();
  }

  private Tensor ran(String model, Tensor inputs, String engine) {
    Npy.writeFloat32(folder.resolve("x.npy"), inputs);
    String[] run = {
      "run", "--model", model, "--input", file("x.npy"), "--engine", engine, "-o", file("y.npy")
    };
    assertThat(kcp(run)).as(err.toString()).isZero();
    return Npy.read(folder.resolve("y.npy"));
  }

  @ParameterizedTest
  @EnumSource
  void runComputesAnyFormatInFloatingPoint(FormatKind kind) {
    FormatModel model = FormatModels.of(CellKind.LSTM, kind, new Random(2));
    Tensor expected = FloatNetwork.run(model, model.normalised(raw));

    Tensor found = ran(written(model, "m.safetensors"), raw, "float");
    assertThat(found.shape()).containsExactly(2, 3, 4);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.values()[i] - expected.values()[i]).isBetween(-1e-6, 1e-6);
    }
  }

  @Test
  void compareCountsRightAnswersOfAnyFormat() throws IOException {
    FormatModel model = FormatModels.of(CellKind.GRU, FormatKind.TR, new Random(3));
    Tensor hidden = FloatNetwork.run(model, model.normalised(raw));
    int[] best = Readout.argmax(Readout.logits(model, hidden));
    Npy.writeFloat32(folder.resolve("x.npy"), raw);
    double[] labels = {best[0], (best[1] + 1) % 3};
    Npy.writeInt64(folder.resolve("l.npy"), Tensor.of(new int[] {2}, labels));

    String[] compare = {
      "compare",
      "--model",
      written(model, "m.safetensors"),
      "--input",
      file("x.npy"),
      "--labels",
      file("l.npy"),
      "--engine",
      "float",
      "--json"
    };
    assertThat(kcp(compare)).as(err.toString()).isZero();
    JsonNode values = json();
    assertThat(values.get("accuracyFloat").asDouble()).isEqualTo(0.5);
    assertThat(values.get("engine").asText()).isEqualTo("float");
    assertThat(values.get("parameters").asLong()).isEqualTo(model.parametersInput());
    assertThat(values.get("denseMacs").asLong()).isEqualTo(12 * (12 + 4));
  }

  /** The core sees x' = (x - mean) / scale, whoever computes that. */
  @Test
  void normalisedInputsAndRawOnesGiveTheSameIntegers() {
    FormatModel model = FormatModels.of(CellKind.LSTM, FormatKind.KCP, new Random(4));
    CellTensors t = model.tensors();
    CellTensors plain =
        new CellTensors(
            t.bias(), t.hiddenBias(), t.readoutWeight(), t.readoutBias(), Normalisation.NONE);
    FormatModel seesAll = new FormatModel(model.cell(), model.input(), model.hidden(), plain);
    Tensor inputs = model.normalised(raw);

    Tensor expected = ran(written(seesAll, "plain.safetensors"), inputs, "fixed");
    assertThat(ran(written(model, "m.safetensors"), raw, "fixed")).isEqualTo(expected);
    assertThat(ran(written(seesAll, "p.safetensors"), raw, "fixed")).isNotEqualTo(expected);
  }

  @Test
  void whatNoCoreComputesIsRefused() {
    String model = written(FormatModels.of(CellKind.RNN, FormatKind.HT, new Random(5)), "m");
    Npy.writeFloat32(folder.resolve("x.npy"), raw);
    String[] fixed = {
      "run", "--model", model, "--input", file("x.npy"), "--engine", "fixed", "-o", file("y.npy")
    };
    refused(all("__metadata__: format: ht (expected: kcp or cp"), fixed);
    String[] design = fixed.clone();
    design[6] = "float";
    String[] withDesign = new String[design.length + 2];
    System.arraycopy(design, 0, withDesign, 0, design.length);
    withDesign[design.length] = "--design";
    withDesign[design.length + 1] = "designs/tiny.json";
    refused(all("--design: designs/tiny.json (expected: none: no core"), withDesign);
  }
}
