package org.kcpfpga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.TestSeed;

/** Scripts of the tests that need PyTorch, and the JSON that they leave. */
public final class TorchScript {
  private TorchScript() {}

  /**
   * Runs {@code src/test/resources/torch/NAME.py} with the folder of kcp_torch.py, an output folder
   * and a seed.
   */
  public static void run(String name, Path output) throws IOException {
    int seed = TestSeed.random(name, 1).nextInt(1_000_000);
    Path script = Path.of("src/test/resources/torch", name + ".py").toAbsolutePath();
    Path library = Path.of("python").toAbsolutePath();
    run(script, library.toString(), output.toString(), "" + seed);
  }

  /** Runs a script in its own folder. */
  public static void run(Path script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(python());
    command.addAll(List.of("-B", script.toString()));
    command.addAll(List.of(arguments));
    Tools.run(script.getParent(), command);
  }

  /** The interpreter that has PyTorch: that of its program torchrun. */
  private static List<String> python() throws IOException {
    Tools.require("torchrun");
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path program = Path.of(folder, "torchrun");
      if (Files.isExecutable(program)) {
        String first = Files.readAllLines(program).get(0);
        return Arrays.asList(first.replaceFirst("^#!\\s*", "").split("\\s+"));
      }
    }
    throw new AssertionError("torchrun: on the PATH, and not");
  }

  /** A nested list of numbers under {@code key}. */
  public static Tensor tensor(Path file, String key) throws IOException {
    JsonNode node = new ObjectMapper().readTree(file.toFile()).get(key);
    List<Integer> shape = new ArrayList<>();
    for (JsonNode level = node; level.isArray(); level = level.get(0)) {
      shape.add(level.size());
    }
    List<Double> values = new ArrayList<>();
    collect(node, values);
    return Tensor.of(
        shape.stream().mapToInt(extent -> extent).toArray(),
        values.stream().mapToDouble(value -> value).toArray());
  }

  private static void collect(JsonNode node, List<Double> values) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, values));
    } else {
      values.add(node.doubleValue());
    }
  }
}
