package org.kcpfpga.planner.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.plan.BankSums;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Ranks;
import org.kcpfpga.plan.Stage;

/**
 * Which multipliers a core has and which stages share them.
 *
 * @param frontLanes p of the systolic front, 0 where a bank contracts mode d of the input
 * @param banks every stage that multiplies, but the systolic front, is in one of them
 * @param outputFirst whether nothing goes before what an output waits for: h on its way back waits
 *     in a queue of a whole step, its contraction comes last in every bank, and stages that only
 *     move tokens keep up with the cell
 */
public record Allocation(int frontLanes, List<Bank> banks, boolean outputFirst) {
  /** Where a short loop counts for more. */
  public Allocation(int frontLanes, List<Bank> banks) {
    this(frontLanes, banks, false);
  }

  /**
   * A bank to be.
   *
   * @param lanes the most multipliers that a member may use at once
   * @param members stage names, in any order
   */
  public record Bank(int lanes, List<String> members) {}

  boolean systolic() {
    return frontLanes > 0;
  }

  /** The most multipliers that a stage may use: those of its bank. */
  int cap(String stage) {
    for (Bank bank : banks) {
      if (bank.members().contains(stage)) {
        return bank.lanes();
      }
    }
    return 1;
  }

  /**
   * The pipeline with its banks, each as large and as wide as its members need, in the order of
   * precedence; in a compact core banks of one multiplier keep the sums. The cell comes first,
   * because its products cannot wait; then the stages at the input, which the stream drives; then
   * those nearest to the output.
   */
  public Pipeline withBanks(Pipeline pipeline, boolean compact) {
    Map<String, Stage> stages = new HashMap<>();
    pipeline.stages().forEach(stage -> stages.put(stage.name(), stage));
    List<String> order = precedence(pipeline);
    List<MultiplierBank> all = new ArrayList<>();
    for (Bank bank : banks) {
      List<Stage> members =
          bank.members().stream()
              .map(stages::get)
              .filter(stage -> stage != null && stage.multipliers() > 0)
              .sorted(Comparator.comparing(stage -> order.indexOf(stage.name())))
              .toList();
      if (!members.isEmpty()) {
        all.add(bank("bank" + all.size(), members, pipeline.ranks(), compact));
      }
    }
    return pipeline.withBanks(all);
  }

  private List<String> precedence(Pipeline pipeline) {
    List<String> order = new ArrayList<>();
    order.add(pipeline.cell().name());
    pipeline.input().contract().forEach(stage -> order.add(stage.name()));
    int back = order.size();
    backwards(pipeline.hidden().expand(), order);
    backwards(pipeline.input().expand(), order);
    List<String> contract = pipeline.hidden().contract().stream().map(Stage::name).toList();
    order.addAll(outputFirst ? order.size() : back, contract);
    return order;
  }

  private static void backwards(List<ExpandPlan> stages, List<String> order) {
    for (int i = stages.size() - 1; i >= 0; i--) {
      order.add(stages.get(i).name());
    }
  }

  private static MultiplierBank bank(
      String name, List<Stage> members, Ranks ranks, boolean compact) {
    int lanes = 0;
    int token = 0;
    int factor = 0;
    for (Stage stage : members) {
      lanes = Math.max(lanes, stage.multipliers());
      token = Math.max(token, stage.tokenBits());
      factor = Math.max(factor, stage.factorBits());
    }
    boolean sums = compact && lanes == 1 && members.size() > 1;
    return new MultiplierBank(
        name,
        lanes,
        token,
        factor,
        members.stream().map(Stage::name).toList(),
        sums ? BankSums.of(members) : BankSums.NONE,
        ranks);
  }
}
