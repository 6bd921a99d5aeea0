package org.kcpfpga.train.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kcpfpga.tensor.Tensor;

class AdamTest {
  private static Map<String, Tensor> one(int[] shape, double... values) {
    Map<String, Tensor> map = new LinkedHashMap<>();
    map.put("p", Tensor.of(shape, values));
    return map;
  }

  private static Map<String, float[]> gradient(float... values) {
    Map<String, float[]> map = new LinkedHashMap<>();
    map.put("p", values);
    return map;
  }

  /** Both moments are corrected for their start, so the first move is the rate itself. */
  @Test
  void theFirstMoveIsTheRateWhateverTheGradient() {
    Map<String, Tensor> p = one(new int[] {2}, 1, 1);
    Adam.of(p).step(p, gradient(0.5f, -100), 0.1, 0);
    assertThat(p.get("p").values()[0]).isCloseTo(0.9, within(1e-6));
    assertThat(p.get("p").values()[1]).isCloseTo(1.1, within(1e-6));
  }

  /** m = 0.9 * 0.1 + 0.1 * -1, v = 0.999 * 0.001 + 0.001; by hand. */
  @Test
  void theSecondMoveIsAsByHand() {
    Map<String, Tensor> p = one(new int[] {1}, 0);
    Adam adam = Adam.of(p);
    adam.step(p, gradient(1), 0.1, 0);
    adam.step(p, gradient(-1), 0.1, 0);
    // m' = -0.01 / 0.19 = -0.0526316, v' = 0.001999 / 0.001999 = 1
    assertThat(p.get("p").values()[0]).isCloseTo(-0.1 + 0.00526316, within(1e-6));
    assertThat(adam.steps()).isEqualTo(2);
  }

  @Test
  void weightsDecayAndBiasesDoNot() {
    Map<String, Tensor> weight = one(new int[] {1, 1}, 2);
    Adam.of(weight).step(weight, gradient(0), 0.1, 0.5);
    assertThat(weight.get("p").values()[0]).isCloseTo(1.9, within(1e-6));
    Map<String, Tensor> bias = one(new int[] {1}, 2);
    Adam.of(bias).step(bias, gradient(0), 0.1, 0.5);
    assertThat(bias.get("p").values()[0]).isEqualTo(2);
  }

  @Test
  void parametersAndMomentsAreSingles() {
    Map<String, Tensor> p = one(new int[] {1}, 0.1f);
    Adam adam = Adam.of(p);
    adam.step(p, gradient(0.3f), 0.007, 0);
    for (Map<String, Tensor> all : List.of(p, adam.first(), adam.second())) {
      double value = all.get("p").values()[0];
      assertThat(value).isEqualTo((float) value);
    }
  }

  @Test
  void gradientsAreScaledDownToTheNormTogether() {
    Map<String, float[]> both = gradient(3);
    both.put("q", new float[] {4});
    assertThat(Adam.clip(both, 10)).isEqualTo(5);
    assertThat(both.get("q")).containsExactly(4);
    assertThat(Adam.clip(both, 1)).isEqualTo(5);
    assertThat(both.get("p")[0]).isCloseTo(0.6f, within(1e-6f));
    assertThat(both.get("q")[0]).isCloseTo(0.8f, within(1e-6f));
  }

  @Test
  void theRateRisesInALineAndFallsAsACosine() {
    Schedule schedule = new Schedule(1, 4, 104);
    assertThat(schedule.rate(0)).isEqualTo(0.25);
    assertThat(schedule.rate(3)).isEqualTo(1);
    assertThat(schedule.rate(4)).isEqualTo(1);
    assertThat(schedule.rate(54)).isCloseTo(0.505, within(1e-9));
    assertThat(schedule.rate(104)).isCloseTo(0.01, within(1e-9));
    assertThat(schedule.rate(200)).isCloseTo(0.01, within(1e-9));
  }
}
