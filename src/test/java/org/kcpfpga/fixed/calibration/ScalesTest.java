package org.kcpfpga.fixed.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.ScalesKeys;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.RandomModels;
import org.kcpfpga.fixed.fit.Balance;
import org.kcpfpga.fixed.fit.Steps;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;

/** Scales are all that a model needs to become the same integers again, and are looked at first. */
class ScalesTest {
  private static final int CASES = 100;

  @ParameterizedTest
  @EnumSource
  void aModelAndItsScalesGiveTheSameIntegersWithoutSamples(CellKind cell) throws IOException {
    SplittableRandom r = RandomDesigns.random("ScalesTest " + cell, 3);
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < CASES; i++) {
      RandomModels.Case one = RandomModels.of(r, cell);
      QuantisedModel calibrated = one.quantised();
      String text = json.writeValueAsString(Scales.of(calibrated));
      Scales read = json.readValue(text, Scales.class);
      QuantisedModel again = Quantiser.quantise(one.model(), one.bits(), read);
      assertThat(again).as("case %d %s", i, one).usingRecursiveComparison().isEqualTo(calibrated);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refinedScalesGiveTheSameIntegersFromTheirText(CellKind cell) throws IOException {
    SplittableRandom r = RandomDesigns.random("ScalesTest refined " + cell, 5);
    ObjectMapper json = new ObjectMapper();
    int refined = 0;
    for (int i = 0; i < CASES / 4; i++) {
      RandomModels.Case one = RandomModels.of(r, cell);
      Scales scales = Quantiser.scales(one.model(), one.bits(), one.samples());
      QuantisedModel calibrated = Quantiser.quantise(one.model(), one.bits(), scales);
      String text = json.writeValueAsString(scales);
      Scales read = ScalesKeys.read(JsonKeys.parse("scales", text));
      QuantisedModel again = Quantiser.quantise(one.model(), one.bits(), read);
      assertThat(again).as("case %d %s", i, one).usingRecursiveComparison().isEqualTo(calibrated);
      refined += scales.inputOperator().balance() == null ? 0 : 1;
    }
    assertThat(refined).isGreaterThan(CASES / 8);
  }

  @Test
  void aBalanceAndStepsOfAnotherShapeAreRefusedByName() {
    RandomModels.Case one = RandomModels.of(new SplittableRandom(1), CellKind.LINEAR);
    Scales good = Quantiser.scales(one.model(), one.bits(), one.samples());
    Scales.Operator o = good.inputOperator();
    Balance none = new Balance(List.of(), List.of());
    Balance negative = Balance.power(one.model().input(), 0, 0);
    List<List<Double>> minus = new ArrayList<>(negative.v());
    minus.set(0, Collections.nCopies(minus.get(0).size(), -1.0));
    assertThatThrownBy(() -> quantise(one, good, o, none, null))
        .hasMessageStartingWith("scales.inputOperator.balance.u[0]: missing (expected: ");
    assertThatThrownBy(() -> quantise(one, good, o, new Balance(negative.u(), minus), null))
        .hasMessage("scales.inputOperator.balance.v[0]: -1.0 (expected: above 0)");
    assertThatThrownBy(() -> quantise(one, good, o, null, new Steps(List.of(), List.of())))
        .hasMessageStartingWith("scales.inputOperator.steps.u[0]: missing (expected: ");
  }

  private static QuantisedModel quantise(
      RandomModels.Case one, Scales s, Scales.Operator o, Balance balance, Steps steps) {
    Scales.Operator x = new Scales.Operator(o.u(), o.v(), o.contract(), o.expand(), balance, steps);
    return Quantiser.quantise(
        one.model(), one.bits(), new Scales(s.input(), x, null, s.bias(), s.state(), s.output()));
  }

  @ParameterizedTest
  @EnumSource
  void wrongScalesAreRefusedOrGiveAModelWithShiftsThatHardwareHas(CellKind cell) {
    SplittableRandom r = RandomDesigns.random("ScalesTest wrong " + cell, 4);
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      RandomModels.Case one = RandomModels.of(r, cell);
      Scales wrong = wrong(r, Scales.of(one.quantised()));
      try {
        QuantisedModel built = Quantiser.quantise(one.model(), one.bits(), wrong);
        assertThat(Arrays.stream(built.input().contractShift())).allMatch(shift -> shift >= 0);
        assertThat(Arrays.stream(built.input().expandShift())).allMatch(shift -> shift >= 0);
        assertThat(built.scales().joint().biasAlign()).isBetween(0, Scales.MAX_BIAS_ALIGN);
      } catch (UserError e) {
        assertThat(e).hasMessageStartingWith("scales");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(CASES / 3);
  }

  /** One number changed, a list too short, or an operator too many or missing. */
  private static Scales wrong(SplittableRandom r, Scales s) {
    int by = r.nextInt(2) == 0 ? r.nextInt(-3, 4) : r.nextInt();
    Scales.Operator x = s.inputOperator();
    Scales.Operator h = s.hiddenOperator();
    return switch (r.nextInt(6)) {
      case 0 -> new Scales(s.input() + by, x, h, s.bias(), s.state(), s.output());
      case 1 -> new Scales(s.input(), x, h, s.bias() + by, s.state(), s.output());
      case 2 -> new Scales(s.input(), x, h, s.bias(), s.state() + by, s.output());
      case 3 -> new Scales(s.input(), x, h, s.bias(), s.state(), s.output() + by);
      case 4 -> new Scales(s.input(), x, h == null ? x : null, s.bias(), s.state(), s.output());
      default -> new Scales(s.input(), wrong(r, x, by), h, s.bias(), s.state(), s.output());
    };
  }

  private static Scales.Operator wrong(SplittableRandom r, Scales.Operator o, int by) {
    List<List<Integer>> lists = new ArrayList<>(List.of(o.u(), o.v(), o.contract(), o.expand()));
    int which = r.nextInt(4);
    Integer[] changed = lists.get(which).toArray(Integer[]::new);
    if (r.nextInt(OperatorShape.MAX_MODES) == 0) {
      changed = Arrays.copyOf(changed, changed.length - 1);
    } else {
      changed[r.nextInt(changed.length)] += by;
    }
    lists.set(which, List.of(changed));
    return new Scales.Operator(lists.get(0), lists.get(1), lists.get(2), lists.get(3));
  }
}
