package org.kcpfpga.plan;

import java.util.List;

/** Issues an element when both sums are there and every output has room. */
final class TimedCell implements TimedNode {
  private final CellPlan plan;
  private final TimedChannel input;
  private final TimedChannel hidden;
  private final List<TimedChannel> outputs;
  private long time = -1;

  TimedCell(CellPlan plan, TimedChannel input, TimedChannel hidden, List<TimedChannel> outputs) {
    this.plan = plan;
    this.input = input;
    this.hidden = hidden;
    this.outputs = outputs;
  }

  @Override
  public boolean advance() {
    int before = input.popped();
    while (canIssue(input.popped())) {
      int element = input.popped();
      time = Math.max(time + 1, Math.max(input.visible(element), hidden.visible(element)));
      for (TimedChannel output : outputs) {
        time = Math.max(time, output.credit(element));
      }
      for (TimedChannel output : outputs) {
        output.push(time + plan.latency());
      }
      input.pop(time);
      hidden.pop(time);
    }
    return input.popped() > before;
  }

  private boolean canIssue(int element) {
    return input.knows(element)
        && hidden.knows(element)
        && outputs.stream().allMatch(output -> output.knowsCredit(element));
  }
}
