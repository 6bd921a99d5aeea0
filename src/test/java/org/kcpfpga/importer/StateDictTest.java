package org.kcpfpga.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kcpfpga.importer.Cases.counted;
import static org.kcpfpga.importer.Cases.filled;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

/** State dicts of PyTorch, as nn.LSTM, nn.GRU, nn.RNN and their cells name their tensors. */
class StateDictTest {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  @TempDir Path folder;

  /** One layer of 2 hidden units with both biases. */
  private StateDictTest layer(String prefix, String suffix, int gates, int inputs) {
    tensors.put(prefix + "weight_ih" + suffix, counted(2 * gates, inputs));
    tensors.put(prefix + "weight_hh" + suffix, counted(2 * gates, 2));
    tensors.put(prefix + "bias_ih" + suffix, counted(2 * gates));
    tensors.put(prefix + "bias_hh" + suffix, filled(10, 2 * gates));
    return this;
  }

  private Imported read() {
    return read(ImportChoice.ANY);
  }

  private Imported read(ImportChoice choice) {
    Path path = folder.resolve("m.safetensors");
    new Safetensors(tensors, Map.of("format", "pt")).write(path);
    return Importer.read(path, choice);
  }

  private void refused(String message) {
    refused(ImportChoice.ANY, message);
  }

  private void refused(ImportChoice choice, String message) {
    assertThatThrownBy(() -> read(choice))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(folder.resolve("m.safetensors") + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void anLstmKeepsItsOrderAndAddsItsBiases() {
    layer("encoder.lstm.", "_l0", 4, 3);
    tensors.put("fc.weight", counted(5, 2));
    tensors.put("fc.bias", counted(5));
    tensors.put("emb.weight", counted(9, 3));
    Imported imported = read();
    ImportedLayer layer = imported.layer();
    assertThat(layer.cell()).isEqualTo(CellKind.LSTM);
    assertThat(layer.input()).isEqualTo(counted(8, 3));
    assertThat(layer.hidden()).isEqualTo(counted(8, 2));
    assertThat(layer.bias().values()).containsExactly(11, 12, 13, 14, 15, 16, 17, 18);
    assertThat(layer.hiddenBias()).isNull();
    assertThat(layer.readout().weight()).isEqualTo(counted(5, 2));
    assertThat(layer.readout().bias()).isEqualTo(counted(5));
    assertThat(imported.source()).isEqualTo("encoder.lstm layer 0");
    assertThat(imported.unread()).containsExactly("emb.weight [9, 3]");
  }

  @Test
  void aGruKeepsItsBiasesApart() {
    ImportedLayer layer = layer("", "_l0", 3, 3).read().layer();
    assertThat(layer.cell()).isEqualTo(CellKind.GRU);
    assertThat(layer.bias()).isEqualTo(counted(6));
    assertThat(layer.hiddenBias()).isEqualTo(filled(10, 6));
  }

  @Test
  void cellsHaveNoNumberAndRnnsMayBeOfAnyFunction() {
    Imported imported = layer("cell.", "", 1, 3).read();
    assertThat(imported.layer().cell()).isEqualTo(CellKind.RNN);
    assertThat(imported.notes())
        .containsExactly("activation: tanh is taken, a state dict does not tell it from ReLU");
    tensors.remove("cell.bias_ih");
    tensors.remove("cell.bias_hh");
    assertThat(read().layer().bias()).isEqualTo(filled(0, 2));
    assertThat(read().notes()).contains("bias_ih: missing, zeros", "bias_hh: missing, zeros");
  }

  @Test
  void ofSeveralLayersOneIsChosen() {
    layer("a.", "_l0", 4, 3).layer("a.", "_l1", 4, 2).layer("b.", "_l0", 3, 3);
    refused(
        "recurrent layers: 3 (expected: one, by --node or --layer: a layer 0, a layer 1, b layer");
    refused(new ImportChoice(null, 0, null, null), "recurrent layers: 2");
    assertThat(read(new ImportChoice("b", null, null, null)).layer().cell())
        .isEqualTo(CellKind.GRU);
    Imported second = read(new ImportChoice("a", 1, null, null));
    assertThat(second.layer().inSize()).isEqualTo(2);
    assertThat(second.unread()).hasSize(8).contains("a.weight_ih_l0 [8, 3]", "b.bias_hh_l0 [6]");
    refused(new ImportChoice("a", 2, null, null), "--node a --layer 2: no such layer");
  }

  @Test
  void theCellMayBeAskedFor() {
    layer("", "_l0", 3, 3);
    refused(
        new ImportChoice(null, null, CellKind.LSTM, null), "gru (expected: lstm, as --cell says)");
    ImportChoice hard = new ImportChoice(null, null, CellKind.GRU_HARD_SIGMOID, null);
    assertThat(read(hard).layer().cell()).isEqualTo(CellKind.GRU_HARD_SIGMOID);
  }

  @Test
  void whichMatrixIsTheReadoutMustBeClear() {
    layer("", "_l0", 4, 3);
    tensors.put("tokens.weight", counted(7, 2));
    assertThat(read().layer().readout()).isNull();
    tensors.put("head.weight", counted(5, 2));
    assertThat(read().layer().readout().name()).isEqualTo("head");
    assertThat(read().layer().readout().bias()).isNull();
    tensors.put("aux.weight", counted(4, 2));
    tensors.put("aux.bias", counted(4));
    refused("read-outs: 2 (expected: one, by --readout: head, aux; or none)");
    ImportChoice aux = new ImportChoice(null, null, null, "aux");
    assertThat(read(aux).layer().readout().classes()).isEqualTo(4);
    assertThat(read(aux).unread()).containsExactly("tokens.weight [7, 2]", "head.weight [5, 2]");
  }

  @Test
  void whatCannotBeBuiltIsRefusedByName() {
    refused("recurrent layers: none among 0 tensors");
    layer("", "_l0", 4, 3).layer("", "_l0_reverse", 4, 3);
    refused("weight_ih_l0_reverse: a second direction (expected: a layer without one)");
    tensors.clear();
    layer("p.", "_l0", 4, 3);
    tensors.put("p.weight_hr_l0", counted(1, 2));
    refused("p.weight_hr_l0: a projection");
    tensors.clear();
    layer("p.", "_l0", 5, 3);
    refused(
        "p layer 0: weight_ih, weight_hh: shapes [10, 3], [10, 2] (expected: [G M, N], [G M, M]");
    tensors.clear();
    layer("p.", "_l0", 4, 3);
    tensors.put("p.bias_hh_l0", counted(7));
    refused("p.bias_hh_l0: shape [7] (expected: shape [8])");
    tensors.remove("p.weight_hh_l0");
    refused("p layer 0: weight_hh: missing");
    tensors.put("p.weight_hh_l0", counted(8));
    refused("p.weight_hh_l0: shape [8] (expected: a matrix [G M, N or M])");
  }
}
