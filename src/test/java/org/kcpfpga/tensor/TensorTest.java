package org.kcpfpga.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kcpfpga.common.UserError;

class TensorTest {
  private final Tensor tensor = Tensor.of(new int[] {2, 3}, new double[] {0, 1, 2, 3, 4, 5});

  @Test
  void theLastIndexRunsFastest() {
    assertThat(tensor.at(0, 2)).isEqualTo(2);
    assertThat(tensor.at(1, 0)).isEqualTo(3);
    assertThat(tensor.reshape(3, 2).at(2, 1)).isEqualTo(5);
  }

  @Test
  void indicesOutsideAndShapesOfAnotherSizeAreRefused() {
    assertThatThrownBy(() -> tensor.at(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tensor.at(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tensor.at(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tensor.reshape(4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Tensor.zeros(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void requiringAShapeNamesThePlaceAndBothShapes() {
    assertThat(tensor.requireShape("x", -1, 3)).isSameAs(tensor);
    assertThatThrownBy(() -> tensor.requireShape("x", -1, 4))
        .isInstanceOf(UserError.class)
        .hasMessage("x: shape [2, 3] (expected: shape [any, 4])");
  }

  @Test
  void anExtentThatMustBeZeroIsNotAnyExtent() {
    assertThatThrownBy(() -> tensor.requireShape("x", 0, 3))
        .isInstanceOf(UserError.class)
        .hasMessage("x: shape [2, 3] (expected: shape [0, 3])");
    Tensor empty = Tensor.zeros(0, 3);
    assertThat(empty.requireShape("x", 0, 3)).isSameAs(empty);
  }

  @Test
  void theShapeIsTold() {
    assertThat(tensor.rank()).isEqualTo(2);
    assertThat(tensor.extent(0)).isEqualTo(2);
    assertThat(tensor.extent(1)).isEqualTo(3);
    assertThat(tensor).hasToString("Tensor[2, 3]");
  }

  @Test
  void tensorsAreEqualIfShapeAndValuesAre() {
    Tensor same = Tensor.of(new int[] {2, 3}, new double[] {0, 1, 2, 3, 4, 5});
    assertThat(tensor).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(tensor)
        .isNotEqualTo(Tensor.of(new int[] {2, 3}, new double[] {0, 1, 2, 3, 4, 6}))
        .isNotEqualTo(tensor.reshape(3, 2))
        .isNotEqualTo("Tensor[2, 3]");
  }

  @Test
  void sizesDoNotWrapAround() {
    assertThat(Tensor.sizeOf(Integer.MAX_VALUE, 2)).isGreaterThan(Integer.MAX_VALUE);
    assertThat(Tensor.sizeOf(1 << 30, 1 << 30, 1 << 30)).isGreaterThan(Integer.MAX_VALUE);
    assertThat(Tensor.sizeOf(1 << 30, 1 << 30, 1 << 30, 0)).isZero();
    assertThat(Tensor.sizeOf()).isEqualTo(1);
  }
}
