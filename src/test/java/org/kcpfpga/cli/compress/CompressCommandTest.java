package org.kcpfpga.cli.compress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Tensor;

class CompressCommandTest extends CommandCalls {
  private static final int[] TWO = {2, 2};

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** A KCP model of 12 = 4,3 inputs and 6 = 2,3 hidden units, as a dense file. */
  private Model written() {
    OperatorShape input = new OperatorShape(new int[] {4, 3}, new int[] {8, 3}, 1, TWO);
    OperatorShape hidden = new OperatorShape(new int[] {2, 3}, new int[] {8, 3}, 1, TWO);
    Model model = Model.random(CellKind.LSTM, input, hidden, 3, 5);
    FormatModel dense =
        new FormatModel(model.cell(), dense(model.input()), dense(model.hidden()), model.tensors());
    FormatModelFile.write(folder.resolve("dense"), dense);
    return model;
  }

  private static FormatOperator dense(KcpOperator operator) {
    FormatShape shape =
        new FormatShape(List.of(operator.inSize()), List.of(operator.rowSize()), 1, List.of());
    return new FormatOperator(
        OperatorFormat.of(FormatKind.DENSE, shape), List.of(operator.dense()));
  }

  private JsonNode compressed(String... options) throws IOException {
    String[] command = {"compress", file("dense"), "-o", file("m.safetensors"), "--json"};
    String[] args = Arrays.copyOf(command, command.length + options.length);
    System.arraycopy(options, 0, args, command.length, options.length);
    assertThat(kcp(args)).as(err.toString()).isZero();
    return json();
  }

  @Test
  void aModelThatIsAKroneckerProductComesBack() throws IOException {
    Model model = written();
    JsonNode values = compressed("--terms", "1", "--ranks", "2");
    assertThat(values.get("operators")).hasSize(2);
    for (JsonNode operator : values.get("operators")) {
      assertThat(operator.get("relativeError").asDouble()).isLessThan(1e-6);
    }
    assertThat(values.get("interval").asInt()).isPositive();
    assertThat(values.get("multipliers").asInt()).isPositive();
    Tensor inputs = Tensor.zeros(2, 3, 12);
    for (int i = 0; i < inputs.size(); i++) {
      inputs.values()[i] = Math.sin(i);
    }
    Tensor expected = FloatNetwork.run(model, inputs);
    Tensor found = FloatNetwork.run(ModelFile.read(folder.resolve("m.safetensors")), inputs);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.values()[i] - expected.values()[i]).isBetween(-1e-5, 1e-5);
    }
  }

  @Test
  void theBudgetIsKept() throws IOException {
    written();
    double before = 1;
    for (int budget : new int[] {40, 80, 200}) {
      JsonNode values = compressed("--parameters", String.valueOf(budget), "--seed", "3");
      JsonNode input = values.get("operators").get(0);
      assertThat(input.get("parameters").asInt()).isLessThanOrEqualTo(budget);
      assertThat(input.get("parametersDense").asInt()).isEqualTo(24 * 12);
      assertThat(input.get("relativeError").asDouble()).isLessThanOrEqualTo(before + 1e-12);
      before = input.get("relativeError").asDouble();
    }
  }

  @Test
  void modesCanBeChosen() throws IOException {
    written();
    JsonNode values = compressed("--terms", "2", "--ranks", "1", "--in", "3,2,2", "--out", "1,2,3");
    assertThat(values.get("operators").get(0).get("in")).hasSize(3);
    assertThat(values.get("operators").get(1).get("in").get(2).asInt()).isEqualTo(3);
    assertThat(values.get("parameters").asInt()).isEqualTo(2 * (3 + 4 + 2 + 2 + 2 + 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                    | --parameters: missing (expected: --parameters,"
            + " --acc",
        "--terms 1                           | --parameters: missing",
        "--parameters 9 --terms 1            | --parameters: with --terms or --ranks",
        "--parameters 0                      | --parameters: 0 (expected: 1 to 2^24)",
        "--terms 0 --ranks 1                 | --terms: 0 (expected: 1 to 2^24)",
        "--parameters 3                      | input: parameters: 3 (expected: enough for one term",
        "--parameters 99 --in 3,4            | --out: missing (expected: both --in and --out",
        "--parameters 99 --in 3,5 --out 2,3  | --in: 3,5 (expected: modes whose product is 12)",
        "--parameters 99 --epochs 3         | --epochs: given (expected: --data with it)",
        "--parameters 99 --labels l.npy      | --labels: given (expected: --data with it)",
        "--accuracy-drop 1                   | --accuracy-drop: 1.0 (expected: --data",
        "--parameters 99 --in 12 --out 2,3   | --out: 2,3 (expected: 1 modes, as many as --in 12)",
      })
  void whatCannotBeIsRefused(String options, String message) {
    written();
    String more = options == null ? "" : " " + options.strip();
    refused(all(message), ("compress " + file("dense") + " -o " + file("o") + more).split(" "));
    assertThat(Path.of(file("o"))).satisfies(path -> assertThat(Files.exists(path)).isFalse());
  }

  @Test
  void onlyDenseModelsAreCompressed() {
    ModelFile.write(folder.resolve("kcp"), written());
    refused(
        all("input: format: kcp (expected: dense)"),
        all("compress", file("kcp"), "--parameters", "9", "-o", file("o")));
    refused(all("DENSE"), all("compress", file("dense"), "--parameters", "9", "-o", file("dense")));
  }
}
