package org.kcpfpga.plan;

/** Fills a half a word a cycle; reads the other half an operation a cycle. */
final class TimedExpand implements TimedNode {
  private final ExpandPlan plan;
  private final TimedChannel in;
  private final TimedChannel out;
  private final TimedSteps.Role role;
  private final Times filled = new Times();
  private final Times released = new Times();
  private long fillTime = -1;
  private long operation;
  private int pushed;
  private long time = -1;

  TimedExpand(ExpandPlan plan, TimedChannel in, TimedChannel out, TimedSteps.Role role) {
    this.plan = plan;
    this.in = in;
    this.out = out;
    this.role = role;
    for (int group = 0; group < role.initialGroups(); group++) {
      filled.add(-1);
    }
  }

  @Override
  public boolean advance() {
    boolean moved = false;
    while (canFill()) {
      fill();
      moved = true;
    }
    while (canIssue()) {
      issue();
      moved = true;
    }
    return moved;
  }

  private boolean canFill() {
    int group = filled.size();
    return in.knows(in.popped())
        && group - 2 < released.size()
        && (!fillsLast() || role.knowsFill(group));
  }

  private void fill() {
    int group = filled.size();
    long half = group < 2 ? 0 : released.get(group - 2) + 1;
    fillTime = Math.max(Math.max(fillTime + 1, half), in.visible(in.popped()));
    boolean last = fillsLast();
    if (last) {
      fillTime = Math.max(fillTime, role.fill(group));
    }
    in.pop(fillTime);
    if (last) {
      filled.add(fillTime);
      role.filled(fillTime);
    }
  }

  private boolean fillsLast() {
    return in.popped() % plan.groupWords() == plan.groupWords() - 1;
  }

  private boolean canIssue() {
    int group = group();
    return group < filled.size() && role.knowsRead(group) && (!emits() || out.knowsCredit(pushed));
  }

  private void issue() {
    int group = group();
    time = Math.max(Math.max(time + 1, filled.get(group) + 1), role.read(group));
    if (emits()) {
      time = Math.max(time, out.credit(pushed));
      out.push(time + plan.latency());
      pushed++;
    }
    if (operation % plan.groupCycles() == plan.groupCycles() - 1) {
      released.add(time);
      role.finished(time);
    }
    operation++;
  }

  private int group() {
    return (int) (operation / plan.groupCycles());
  }

  private boolean emits() {
    return operation % plan.reductionBlocks() == plan.reductionBlocks() - 1;
  }
}
