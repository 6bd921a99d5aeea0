package org.kcpfpga.plan;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.rnn.CellKind;

/**
 * Slots of the cell by hand, and the laws of every schedule. Pre-activations stand at rank 2, a
 * table's entry one rank behind its argument, its interpolation multiplied in slot s at s + 2.
 */
class CellScheduleTest {
  private static final int INTERPOLATING = 16;
  private static final int DIRECT = 8;

  /** What a product other than an interpolation multiplies. */
  private static final Map<CellKind, Map<String, List<String>>> OPERANDS =
      Map.of(
          CellKind.LSTM,
          Map.of(
              "forget", List.of("forget_gate"),
              "update", List.of("input_gate", "candidate_gate"),
              "output", List.of("output_gate", "state_tanh")),
          CellKind.GRU,
          Map.of(
              "reset", List.of("reset_gate"),
              "fresh", List.of("update_gate", "candidate_gate"),
              "kept", List.of("update_gate")),
          CellKind.GRU_RESET_BEFORE,
          Map.of("reset", List.of("reset_gate"), "fresh", List.of("candidate_gate")),
          CellKind.MGU,
          Map.of("reset", List.of("forget_gate"), "fresh", List.of("candidate_gate")),
          CellKind.RNN,
          Map.of(),
          CellKind.LINEAR,
          Map.of());

  @Test
  void anLstmOnEightLanesTakesElevenCycles() {
    CellSchedule schedule = CellSchedule.of(CellKind.LSTM, INTERPOLATING, 8, Ranks.of(0));
    assertThat(List.of(schedule.interval(), schedule.lanes())).containsExactly(1, 8);
    // entries at 3, gates at 5, products 5, c at 7, its entry at 8, tanh(c) at 10
    assertThat(slots(schedule))
        .containsOnly(
            entry("input_gate", 3),
            entry("forget_gate", 3),
            entry("candidate_gate", 3),
            entry("output_gate", 3),
            entry("forget", 5),
            entry("update", 5),
            entry("state_tanh", 8),
            entry("output", 10));
    assertThat(schedule.stateRank()).isEqualTo(7);
    assertThat(schedule.latency()).isEqualTo(11);
  }

  @Test
  void anLstmOnOneLaneTakesEightCyclesAnElement() {
    CellSchedule schedule = CellSchedule.of(CellKind.LSTM, INTERPOLATING, 1, Ranks.of(0));
    assertThat(schedule.interval()).isEqualTo(8);
    assertThat(schedule.lanes()).isEqualTo(1);
    // In the order of placement; in brackets the slot modulo 8, each used once:
    // f 3 (3), i 4 (4), g 5 (5); f*c from 5, taken, 6 (6); i*g from max(6, 7) = 7 (7); c at 9;
    // tanh from 10 (2), there at 12; o from 3, first free 8 (0), there at 10;
    // o*tanh(c) from 12 (4), 13 (5), 14 (6), 15 (7), 16 (0) are taken, 17 (1)
    assertThat(slots(schedule))
        .containsOnly(
            entry("forget_gate", 3),
            entry("input_gate", 4),
            entry("candidate_gate", 5),
            entry("forget", 6),
            entry("update", 7),
            entry("state_tanh", 10),
            entry("output_gate", 8),
            entry("output", 17));
    assertThat(schedule.stateRank()).isEqualTo(9);
    assertThat(schedule.latency()).isEqualTo(18);
  }

  @Test
  void aGruOnSixLanesTakesElevenCycles() {
    CellSchedule schedule = CellSchedule.of(CellKind.GRU, INTERPOLATING, 6, Ranks.of(0));
    assertThat(schedule.interval()).isEqualTo(1);
    // r at 5, r*un in 5, argument of n at 7, its entry at 8, n at 10
    assertThat(slots(schedule))
        .containsOnly(
            entry("reset_gate", 3),
            entry("update_gate", 3),
            entry("reset", 5),
            entry("kept", 5),
            entry("candidate_gate", 8),
            entry("fresh", 10));
    assertThat(schedule.stateRank()).isEqualTo(7);
    assertThat(schedule.latency()).isEqualTo(11);
  }

  @Test
  void bothPassesOfAGruThatResetsBeforeShareThreeLanes() {
    CellSchedule schedule =
        CellSchedule.of(CellKind.GRU_RESET_BEFORE, INTERPOLATING, 8, Ranks.of(0));
    assertThat(schedule.interval()).isEqualTo(1);
    assertThat(schedule.lanes()).isEqualTo(3);
    // entries at 3, gates at 5, then r h; in the other pass n at 5, and z h as soon as sums are
    assertThat(slots(schedule))
        .containsOnly(
            entry("reset_gate", 3),
            entry("update_gate", 3),
            entry("reset", 5),
            entry("candidate_gate", 3),
            entry("fresh", 5),
            entry("kept", 2));
    assertThat(schedule.latency()).isEqualTo(6);
    // on one lane: r 3, z 4, r h 5 modulo 3 as 3, 4 and 5; n 3, (1-z) n 5, z h in what is left: 4
    CellSchedule narrow = CellSchedule.of(CellKind.GRU_RESET_BEFORE, INTERPOLATING, 1, Ranks.of(0));
    assertThat(narrow.interval()).isEqualTo(3);
    assertThat(slots(narrow))
        .contains(entry("reset", 5), entry("fresh", 5), entry("kept", 4), entry("update_gate", 4));
    // z stands at 6, and h too
    assertThat(narrow.latency()).isEqualTo(6);
    assertThat(narrow.conflicts()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @CsvSource({
    // latent, products, latency: entries at 3, products 3, c at 5, tanh(c) at 6, product 6
    "LSTM, 8, 3, 7",
    // r at 3, argument of n at 5, n at 6, product 6
    "GRU, 8, 3, 7",
    // entry at 3, which is h
    "RNN, 8, 0, 3",
    // interpolated in 3, there at 5, which is h
    "RNN, 16, 1, 5",
    "RNN, 9, 1, 5",
    // the joint sum stands at 1, which is y
    "LINEAR, 8, 0, 1",
    "LINEAR, 16, 0, 1"
  })
  void shortCells(CellKind kind, int latent, int products, int latency) {
    CellSchedule schedule = CellSchedule.of(kind, latent, 8, Ranks.of(0));
    assertThat(schedule.interval()).isEqualTo(1);
    assertThat(schedule.lanes()).isEqualTo(products);
    assertThat(schedule.products()).hasSize(products);
    assertThat(schedule.latency()).isEqualTo(latency);
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void everyScheduleKeepsTheLaws(CellKind kind) {
    for (int latent : new int[] {DIRECT, INTERPOLATING}) {
      int count = CellSchedule.products(kind, latent);
      int most = mostOfAPass(kind, latent, count);
      for (int lanes = 1; lanes <= most + 1; lanes++) {
        CellSchedule schedule = CellSchedule.of(kind, latent, lanes, Ranks.of(0));
        String place = kind + " latent " + latent + " lanes " + lanes;
        assertThat(schedule.products()).as(place).hasSize(count);
        used(schedule, most, lanes, place);
        noLaneTwice(schedule, place);
        operandsAreThere(kind, latent, schedule, place);
        conflicts(schedule, place);
      }
    }
  }

  /** With two passes one has the candidate and two products, the other gates and one product. */
  private static int mostOfAPass(CellKind kind, int latent, int count) {
    return kind.definition().passes() == 1 ? count : latent > DIRECT ? 3 : 2;
  }

  private static void used(CellSchedule schedule, int count, int lanes, String place) {
    int used = Math.min(lanes, count);
    // 6 products on 4 lanes in 2 cycles may stand 3 and 3: every lane that is there has one
    long busy = schedule.products().stream().map(CellSchedule.Product::lane).distinct().count();
    assertThat((long) schedule.lanes()).as(place).isEqualTo(busy).isLessThanOrEqualTo(used);
    // ceil(count / lanes), and an element a cycle where nothing is multiplied
    int interval = used == 0 ? 1 : (count + used - 1) / used;
    assertThat(schedule.interval()).as(place).isEqualTo(interval);
  }

  private static void noLaneTwice(CellSchedule schedule, String place) {
    Set<List<Integer>> taken = new HashSet<>();
    for (CellSchedule.Product product : schedule.products()) {
      assertThat(product.lane()).as(place).isBetween(0, schedule.lanes() - 1);
      List<Integer> use =
          List.of(product.pass(), product.lane(), product.slot() % schedule.interval());
      assertThat(taken.add(use)).as(place + " " + product).isTrue();
    }
  }

  private static void operandsAreThere(
      CellKind kind, int latent, CellSchedule schedule, String place) {
    Map<String, Integer> slots = slots(schedule);
    Map<String, Integer> values = new HashMap<>();
    for (String table : tables(kind)) {
      int argument = ofState(kind, table) ? schedule.stateRank() : schedule.preRank();
      if (latent > DIRECT) {
        assertThat(slots.get(table)).as(place + " " + table).isGreaterThanOrEqualTo(argument + 1);
        values.put(table, slots.get(table) + 2);
      } else {
        assertThat(slots).as(place).doesNotContainKey(table);
        values.put(table, argument + 1);
      }
      assertThat(schedule.valueRank(table)).as(place + " " + table).isEqualTo(values.get(table));
    }
    OPERANDS
        .get(kind.plain())
        .forEach(
            (product, operands) ->
                operands.forEach(
                    operand ->
                        assertThat(slots.get(product))
                            .as(place + " " + product + " of " + operand)
                            .isGreaterThanOrEqualTo(values.get(operand))));
    results(kind, schedule, slots, values, place);
  }

  /** c = f*c + i*g and the pre-activation of n are rounded sums of registered products. */
  private static void results(
      CellKind kind,
      CellSchedule schedule,
      Map<String, Integer> slots,
      Map<String, Integer> values,
      String place) {
    int state =
        switch (kind.equations()) {
          case LSTM -> Math.max(slots.get("forget"), slots.get("update")) + 2;
          case GRU -> slots.get("reset") + 2;
          case RESET_BEFORE, RNN, LINEAR -> 0;
        };
    assertThat(schedule.stateRank()).as(place).isEqualTo(state);
    int latency =
        switch (kind.equations()) {
          case LSTM -> slots.get("output") + 1;
          case GRU -> Math.max(slots.get("fresh"), slots.get("kept")) + 1;
          case RESET_BEFORE -> lastOfBothPasses(slots, values);
          case RNN -> values.get("hidden_gate");
          case LINEAR -> 1;
        };
    assertThat(schedule.latency()).as(place).isEqualTo(latency);
  }

  /** Both passes push at one rank: that of r h, of the gate that is kept, and of h. */
  private static int lastOfBothPasses(Map<String, Integer> slots, Map<String, Integer> values) {
    int products = Math.max(slots.get("fresh"), Math.max(slots.get("kept"), slots.get("reset")));
    return Math.max(products + 1, values.getOrDefault("update_gate", 0));
  }

  /** Two elements at a distance: do two of their products meet on a lane? */
  private static void conflicts(CellSchedule schedule, String place) {
    for (int distance = 1; distance <= schedule.latency() + schedule.interval(); distance++) {
      boolean meet = distance < schedule.interval();
      for (CellSchedule.Product first : schedule.products()) {
        for (CellSchedule.Product second : schedule.products()) {
          boolean sameLane = first.lane() == second.lane() && first.pass() == second.pass();
          meet |= sameLane && first.slot() == second.slot() + distance;
        }
      }
      assertThat(schedule.conflicts().contains(distance))
          .as(place + " distance " + distance)
          .isEqualTo(meet);
      if (distance % schedule.interval() == 0) {
        assertThat(meet).as(place + " distance " + distance).isFalse();
      }
    }
  }

  private static List<String> tables(CellKind kind) {
    return switch (kind.equations()) {
      case LSTM ->
          List.of("input_gate", "forget_gate", "candidate_gate", "output_gate", "state_tanh");
      case GRU -> List.of("reset_gate", "update_gate", "candidate_gate");
      case RESET_BEFORE ->
          kind.gates() == 2
              ? List.of("forget_gate", "candidate_gate")
              : List.of("reset_gate", "update_gate", "candidate_gate");
      case RNN -> List.of("hidden_gate");
      case LINEAR -> List.of();
    };
  }

  private static boolean ofState(CellKind kind, String table) {
    return kind.keepsCell()
        ? table.equals("state_tanh")
        : kind.splitCandidate() && table.equals("candidate_gate");
  }

  private static Map<String, Integer> slots(CellSchedule schedule) {
    return schedule.products().stream()
        .collect(Collectors.toMap(CellSchedule.Product::name, CellSchedule.Product::slot));
  }
}
