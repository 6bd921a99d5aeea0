package org.kcpfpga.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.graph.NetworkShape;

/** What training writes is a model file of its cell. */
class ModelTensorsTest {
  @TempDir Path folder;

  private static NetworkShape shape(CellKind cell) {
    List<Integer> rows = List.of(2 * cell.gates(), 2);
    OperatorFormat input = OperatorFormat.upTo(FormatKind.KCP, List.of(3, 2), rows, 2, 2);
    OperatorFormat hidden = OperatorFormat.upTo(FormatKind.KCP, List.of(2, 2), rows, 1, 2);
    return new NetworkShape(cell, input, cell.recurrent() ? hidden : null, 3);
  }

  @ParameterizedTest
  @EnumSource(names = "LINEAR", mode = EnumSource.Mode.EXCLUDE)
  void everyCellIsReadBack(CellKind cell) {
    NetworkShape shape = shape(cell);
    Map<String, Tensor> parameters = Initial.parameters(shape, 1);
    Path file = folder.resolve("m.safetensors");
    ModelTensors.write(file, shape, parameters, Normalisation.NONE, Map.of());
    assertThat(ModelFile.read(file).cell()).isEqualTo(cell);
    assertThat(ModelTensors.read(file, shape, Map.of()).keySet())
        .containsExactlyInAnyOrderElementsOf(parameters.keySet());
  }

  @Test
  void theFileOfAnotherCellIsRefused() {
    Path file = folder.resolve("m.safetensors");
    NetworkShape hard = shape(CellKind.LSTM_HARD_SIGMOID);
    ModelTensors.write(file, hard, Initial.parameters(hard, 1), Normalisation.NONE, Map.of());
    assertThatThrownBy(() -> ModelTensors.read(file, shape(CellKind.LSTM), Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("cell: lstm_hard_sigmoid (expected: lstm)");
  }
}
