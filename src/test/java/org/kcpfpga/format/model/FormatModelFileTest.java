package org.kcpfpga.format.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

class FormatModelFileTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("m.safetensors");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBack(FormatKind kind) {
    Tensor inputs = FormatModels.inputs(new Random(1));
    for (CellKind cell : CellKind.values()) {
      FormatModel written = FormatModels.of(cell, kind, new Random(2));
      FormatModelFile.write(file(), written);
      FormatModel read = FormatModelFile.read(file());

      assertThat(read.input().format()).isEqualTo(written.input().format());
      assertThat(read.input().cores()).isEqualTo(written.input().cores());
      assertThat(read.tensors().readoutWeight()).isEqualTo(written.tensors().readoutWeight());
      Tensor seen = read.normalised(inputs);
      assertThat(FloatNetwork.run(read, seen)).isEqualTo(FloatNetwork.run(written, seen));
    }
  }

  /** A file of KCP or CP is one for hardware too, with the same hidden states. */
  @ParameterizedTest
  @EnumSource(names = {"KCP", "CP"})
  void aKroneckerFileIsAModelOfHardware(FormatKind kind) {
    FormatModel written = FormatModels.of(CellKind.GRU, kind, new Random(3));
    FormatModelFile.write(file(), written);
    Model model = ModelFile.read(file());
    Tensor inputs = written.normalised(FormatModels.inputs(new Random(4)));

    double[] expected = FloatNetwork.run(written, inputs).values();
    Offset<Double> rounding = Offset.offset(1e-12);
    assertThat(FloatNetwork.run(model, inputs).values()).containsExactly(expected, rounding);
    assertThat(FormatModelFile.network(file())).isInstanceOf(Model.class);
    assertThat(written.kcp().input().shape()).isEqualTo(model.input().shape());
    FormatModel again = FormatModel.of(model);
    assertThat(FloatNetwork.run(again, inputs).values()).containsExactly(expected, rounding);
  }

  @Test
  void theHiddenOperatorMayHaveAFormatOfItsOwn() {
    FormatModel mixed =
        FormatModels.of(CellKind.LSTM, FormatKind.TT, FormatKind.DENSE, new Random(5));
    FormatModelFile.write(file(), mixed);
    FormatModel read = FormatModelFile.read(file());
    assertThat(read.input().format().kind()).isEqualTo(FormatKind.TT);
    assertThat(read.hidden().format().kind()).isEqualTo(FormatKind.DENSE);
    assertThat(read.hidden().parameters()).isEqualTo(16 * 4);

    FormatModel other =
        FormatModels.of(CellKind.LSTM, FormatKind.KCP, FormatKind.DENSE, new Random(5));
    FormatModelFile.write(file(), other);
    assertThat(FormatModelFile.network(file())).isInstanceOf(FormatModel.class);
    assertThat(other.kronecker()).isFalse();
    assertThatThrownBy(other::kcp)
        .hasMessage("hidden: format: dense (expected: kcp or cp: no core computes others)");
  }

  @Test
  void theFormatOfAnotherToolIsNone() {
    edit(FormatKind.KCP, (t, m) -> m.put("format", "pt"));
    assertThat(FormatModelFile.network(file())).isInstanceOf(Model.class);
    assertThat(FormatModelFile.read(file()).input().format().kind()).isEqualTo(FormatKind.KCP);
  }

  @Test
  void hardwareRefusesOtherFormatsByName() {
    edit(FormatKind.TT, (t, m) -> {});
    assertThatThrownBy(() -> ModelFile.read(file()))
        .isInstanceOf(UserError.class)
        .hasMessage(
            file()
                + ": __metadata__: format: tt (expected: kcp or cp, with input.U.1: no core"
                + " computes others)");
  }

  private interface Edit extends BiConsumer<Map<String, Tensor>, Map<String, String>> {}

  private void edit(FormatKind kind, Edit edit) {
    FormatModelFile.write(file(), FormatModels.of(CellKind.LSTM, kind, new Random(6)));
    Safetensors whole = Safetensors.read(file());
    Map<String, Tensor> tensors = new LinkedHashMap<>(whole.tensors());
    Map<String, String> metadata = new LinkedHashMap<>(whole.metadata());
    edit.accept(tensors, metadata);
    new Safetensors(tensors, metadata).write(file());
  }

  private void refused(FormatKind kind, String message, Edit edit) {
    edit(kind, edit);
    assertThatThrownBy(() -> FormatModelFile.read(file()))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file() + ": " + message);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    refused(FormatKind.TT, "input.G.2: missing", (t, m) -> t.remove("input.G.2"));
    refused(
        FormatKind.TT,
        "input: G.2: [2, 3] (expected: 4 indices)",
        (t, m) -> t.put("input.G.2", Tensor.zeros(2, 3)));
    refused(
        FormatKind.TT,
        "input: G.3: shape [3, 2, 2] (expected: shape [2, 2, 2])",
        (t, m) -> t.put("input.G.2", Tensor.zeros(2, 3, 1, 2)));
    refused(
        FormatKind.HT, "tensor input.A.4: unknown", (t, m) -> t.put("input.A.4", Tensor.zeros(1)));
    refused(
        FormatKind.DENSE,
        "input: weight: shape [16, 11] (expected: shape [16, 12])",
        (t, m) -> t.put("input.weight", Tensor.zeros(16, 11)));
    refused(
        FormatKind.BT,
        "__metadata__: hidden.format: pt (expected: one of dense, kcp, cp, tt, tr, bt, ht)",
        (t, m) -> m.put("hidden.format", "pt"));
    refused(
        FormatKind.TR,
        "input: ranks: [0, 1, 2, 3, 1, 2] (expected: numbers from 1 on)",
        (t, m) -> t.put("input.V.1", Tensor.zeros(0, 2, 1)));
    refused(
        FormatKind.TT,
        "__metadata__: input.in: 2,x,2 (expected: 1 to 12 integers",
        (t, m) -> m.put("input.in", "2,x,2"));
    refused(
        FormatKind.TT,
        "input: rows: [8, 2] (expected: 3 modes, as many as in [2, 3, 2])",
        (t, m) -> m.put("input.out", "2,2"));
  }
}
