package org.kcpfpga.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

@Tag("locale")
class ModelFileTest {
  @TempDir Path directory;

  /** N = 12 = 3,4 and M = 6 = 2,3 with two terms of ranks 2,2. */
  static Model tiny(CellKind cell) {
    int gates = cell.gates();
    int[] ranks = {2, 2};
    OperatorShape input = new OperatorShape(new int[] {3, 4}, new int[] {2 * gates, 3}, 2, ranks);
    OperatorShape hidden = new OperatorShape(new int[] {2, 3}, new int[] {2 * gates, 3}, 2, ranks);
    boolean recurrent = cell.recurrent();
    return Model.random(cell, input, recurrent ? hidden : null, recurrent ? 5 : 0, 42);
  }

  /** Edits of the tensors and the metadata of a file before it is read. */
  private interface Edit extends BiConsumer<Map<String, Tensor>, Map<String, String>> {}

  private Model readEdited(CellKind cell, Edit edit) {
    Path path = directory.resolve("m.safetensors");
    ModelFile.write(path, tiny(cell));
    Safetensors file = Safetensors.read(path);
    Map<String, Tensor> tensors = new LinkedHashMap<>(file.tensors());
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    edit.accept(tensors, metadata);
    new Safetensors(tensors, metadata).write(path);
    return ModelFile.read(path);
  }

  private void assertError(String message, Edit edit) {
    assertError(CellKind.LSTM, message, edit);
  }

  private void assertError(CellKind cell, String message, Edit edit) {
    assertThatThrownBy(() -> readEdited(cell, edit))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(directory.resolve("m.safetensors") + ": " + message);
  }

  @Test
  void metadataOfOtherToolsIsNothingToUs() {
    Model read =
        readEdited(
            CellKind.LSTM,
            (t, m) -> {
              m.put("format", "pt");
              m.put("modelspec.title", "größe");
              m.put("gates", "sigmoid");
            });
    assertThat(read.bias()).isEqualTo(tiny(CellKind.LSTM).bias());
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void whatIsWrittenIsReadBack(CellKind cell) {
    Model written = tiny(cell);
    Path path = directory.resolve("m.safetensors");
    ModelFile.write(path, written);

    Model read = ModelFile.read(path);

    assertThat(read.cell()).isEqualTo(cell);
    assertThat(read.input().shape()).isEqualTo(written.input().shape());
    assertThat(read.bias()).isEqualTo(written.bias());
    assertThat(read.hiddenBias()).isEqualTo(written.hiddenBias());
    Tensor inputs = Tensor.zeros(2, 3, 12);
    Arrays.setAll(inputs.values(), i -> Math.sin(i));
    assertThat(FloatNetwork.run(read, inputs)).isEqualTo(FloatNetwork.run(written, inputs));
  }

  @Test
  void missingKeysAreNamed() {
    assertError("__metadata__: cell: missing", (t, m) -> m.remove("cell"));
    assertError("__metadata__: hidden.out: missing", (t, m) -> m.remove("hidden.out"));
    for (String key : new String[] {"input.U.1", "input.V.2", "hidden.U.2", "bias"}) {
      assertError(key + ": missing (expected: a tensor", (t, m) -> t.remove(key));
    }
    assertError(CellKind.GRU, "hidden.bias: missing", (t, m) -> t.remove("hidden.bias"));
    assertError(
        "readout.bias: present (expected: a readout.weight", (t, m) -> t.remove("readout.weight"));
  }

  @Test
  void aReadoutIsOptionalAndItsBiasToo() {
    assertThat(readEdited(CellKind.GRU, (t, m) -> t.remove("readout.bias")).classes()).isEqualTo(5);
    Edit both = (t, m) -> t.keySet().removeIf(key -> key.startsWith("readout."));
    assertThat(readEdited(CellKind.GRU, both).classes()).isZero();
  }

  @Test
  void unknownKeysAreNamedWithTheKnownOnes() {
    Tensor one = Tensor.zeros(1);
    assertError(
        "tensor bais: unknown (expected: for cell lstm only bias, hidden.U.1,",
        (t, m) -> t.put("bais", one));
    assertError("tensor input.U.3: unknown", (t, m) -> t.put("input.U.3", one));
    assertError("tensor hidden.bias: unknown", (t, m) -> t.put("hidden.bias", one));
    assertError(
        CellKind.LINEAR,
        "tensor hidden.U.1: unknown (expected: for cell linear only bias,",
        (t, m) -> t.put("hidden.U.1", one));
    assertError(
        CellKind.LINEAR, "tensor readout.weight: unknown", (t, m) -> t.put("readout.weight", one));
    assertError("__metadata__ key input.inn: unknown", (t, m) -> m.put("input.inn", "4"));
    assertError(
        "__metadata__: gates: relu (expected: one of sigmoid, hard_sigmoid)",
        (t, m) -> m.put("gates", "relu"));
    assertError(
        "__metadata__: reset: before (expected: one of after)", (t, m) -> m.put("reset", "before"));
    assertError("__metadata__ key normalisation: unknown", (t, m) -> m.put("normalisation", "1"));
  }

  @Test
  void metadataThatCannotBeUnderstoodIsShown() {
    assertError(
        "__metadata__: cell: LSTM (expected: one of lstm, gru, rnn, linear, mgu)",
        (t, m) -> m.put("cell", "LSTM"));
    for (String modes :
        new String[] {"", "3;4", "3,", "3,-4", "0,4", "3,4.0", "1,1,1,1,1,1,12", "99999999999,4"}) {
      assertError(
          "__metadata__: input.in: " + modes + " (expected: 1 to 6 integers",
          (t, m) -> m.put("input.in", modes));
    }
    assertError(
        "__metadata__: input.out: 6 (expected: 2 modes, as many as input.in)",
        (t, m) -> m.put("input.out", "6"));
  }

  @Test
  void theLargestNumbersOfModesAreUnderstood() {
    OperatorShape six =
        new OperatorShape(
            new int[] {1, 2, 1, 1, 3, 1},
            new int[] {2, 1, 1, 1, 1, 1},
            1,
            new int[] {1, 1, 1, 1, 1, 1});
    Path path = directory.resolve("m.safetensors");
    ModelFile.write(path, Model.random(CellKind.LINEAR, six, null, 0, 1));
    assertThat(ModelFile.read(path).input().shape()).isEqualTo(six);

    assertError(
        "input.V.1: shape [2, 3, 2] (expected: shape [2, 16777216, 2])",
        (t, m) -> m.put("input.in", "16777216,4"));
    assertError(
        "__metadata__: input.in: 16777217,4 (expected: 1 to 6 integers from 1 to 2^24",
        (t, m) -> m.put("input.in", "16777217,4"));
  }

  @Test
  void tensorsOfAnotherShapeThanTheModesAreNamed() {
    assertError(
        "input.U.1: shape [2, 8, 2] (expected: shape [any, 12, any])",
        (t, m) -> m.put("input.out", "3,2"));
    assertError(
        "hidden.V.1: shape [2, 2, 2] (expected: shape [2, 3, 2])",
        (t, m) -> m.put("hidden.in", "3,2"));
    assertError(
        "input.V.2: shape [4, 4] (expected: shape [2, 4, 2])",
        (t, m) -> t.put("input.V.2", Tensor.zeros(4, 4)));
    assertError(
        "input.U.2: shape [3, 3, 2] (expected: shape [2, 3, any])",
        (t, m) -> t.put("input.U.2", Tensor.zeros(3, 3, 2)));
    assertError(
        "bias: shape [23] (expected: shape [24])", (t, m) -> t.put("bias", Tensor.zeros(23)));
    assertError(
        "readout.weight: shape [5, 7] (expected: shape [any, 6])",
        (t, m) -> t.put("readout.weight", Tensor.zeros(5, 7)));
    assertError(
        "readout.bias: shape [4] (expected: shape [5])",
        (t, m) -> t.put("readout.bias", Tensor.zeros(4)));
    assertError(
        CellKind.GRU,
        "hidden.bias: shape [6] (expected: shape [18])",
        (t, m) -> t.put("hidden.bias", Tensor.zeros(6)));
  }

  @Test
  void operatorsThatDoNotFitTogetherAreNamed() {
    assertError(
        "hidden.out: product 4 (expected: product 6, as of input.out)",
        (t, m) -> {
          m.put("hidden.out", "2,2");
          t.put("hidden.U.2", Tensor.zeros(2, 2, 2));
        });
    assertError(
        "hidden.in: product 10 (expected: product 6, as of input.out)",
        (t, m) -> {
          m.put("hidden.in", "2,5");
          t.put("hidden.V.2", Tensor.zeros(2, 5, 2));
        });
  }

  @Test
  void ranksAboveTheModeSizeAndEmptyFactorsAreNamed() {
    assertError(
        "input: ranks: mode 2: 5 (expected: at most 4, the larger of in 4 and rows 3)",
        (t, m) -> {
          t.put("input.U.2", Tensor.zeros(2, 3, 5));
          t.put("input.V.2", Tensor.zeros(2, 4, 5));
        });
    assertError(
        "input: ranks: mode 1: 0 (expected: at least 1)",
        (t, m) -> {
          t.put("input.U.1", Tensor.zeros(2, 8, 0));
          t.put("input.V.1", Tensor.zeros(2, 3, 0));
        });
    assertError(
        "input: terms: 0 (expected: at least 1)",
        (t, m) -> {
          t.put("input.U.1", Tensor.zeros(0, 8, 2));
          t.put("input.U.2", Tensor.zeros(0, 3, 2));
          t.put("input.V.1", Tensor.zeros(0, 3, 2));
          t.put("input.V.2", Tensor.zeros(0, 4, 2));
        });
  }

  @Test
  void inputsOfAnotherShapeAreRefused() {
    Model model = tiny(CellKind.LSTM);
    assertThatThrownBy(() -> FloatNetwork.run(model, Tensor.zeros(2, 3, 11)))
        .isInstanceOf(UserError.class)
        .hasMessage("inputs: shape [2, 3, 11] (expected: shape [any, any, 12])");
    assertThatThrownBy(() -> FloatNetwork.run(model, Tensor.zeros(2, 0, 12)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("inputs: no values");
    Tensor notFinite = Tensor.zeros(1, 1, 12);
    notFinite.values()[7] = Double.NaN;
    assertThatThrownBy(() -> FloatNetwork.run(model, notFinite))
        .isInstanceOf(UserError.class)
        .hasMessage("inputs[0,0,7]: NaN (expected: a finite number)");
  }
}
