package org.kcpfpga.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.kcpfpga.common.UserError;
import org.kcpfpga.onnx.GraphFile;
import org.kcpfpga.tensor.Tensor;

/** What tests of the importer share. */
final class Cases {
  /** ONNX Runtime computes in float32. */
  static final double TOLERANCE = 1e-5;

  private Cases() {}

  /** Uniform from -1 to 1, float32. */
  static Tensor random(Random r, int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.values()[i] = 2 * r.nextFloat() - 1;
    }
    return tensor;
  }

  /** All elements the same, float32. */
  static Tensor filled(double value, int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    Arrays.fill(tensor.values(), (float) value);
    return tensor;
  }

  /** 1, 2, 3 and so on. */
  static Tensor counted(int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.values()[i] = i + 1;
    }
    return tensor;
  }

  /** The first two axes exchanged. */
  static Tensor exchanged(Tensor x) {
    Tensor y = Tensor.zeros(x.extent(1), x.extent(0), x.extent(2));
    int to = 0;
    for (int a = 0; a < x.extent(1); a++) {
      for (int b = 0; b < x.extent(0); b++) {
        for (int c = 0; c < x.extent(2); c++) {
          y.values()[to++] = x.at(b, a, c);
        }
      }
    }
    return y;
  }

  static Imported read(Path folder, GraphFile graph) {
    return read(folder, graph, ImportChoice.ANY);
  }

  static Imported read(Path folder, GraphFile graph, ImportChoice choice) {
    return Importer.read(write(folder, "m.onnx", graph.bytes()), choice);
  }

  static Path write(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static AbstractThrowableAssert<?, ?> assertRefused(Path folder, GraphFile graph) {
    return assertThatThrownBy(() -> read(folder, graph))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(folder.toString());
  }

  /** Element by element, whatever the shapes are. */
  static void assertSame(String name, Tensor ours, Tensor theirs) {
    assertThat(ours.size()).as(name).isEqualTo(theirs.size());
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.values()[i])
          .as("%s, element %d", name, i)
          .isCloseTo(theirs.values()[i], within(TOLERANCE));
    }
  }
}
