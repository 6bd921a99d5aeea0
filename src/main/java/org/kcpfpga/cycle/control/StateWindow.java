package org.kcpfpga.cycle.control;

import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.StartQueue;
import org.kcpfpga.cycle.cell.CellMath;
import org.kcpfpga.cycle.stage.ExpandStage;
import org.kcpfpga.plan.CellPlan;

/** State and h of a recurrent cell, as they are read and written at rest. */
public final class StateWindow {
  /** What a state is written into; {@code recall} is the first stage of the hidden side. */
  public record Places(CellMath cell, Queue feedback, ExpandStage recall, StartQueue steps) {}

  private final CellMath cell;
  private final Queue feedback;
  private final ExpandStage recall;
  private final StartQueue steps;
  private final int size;
  private final int lanes;
  private final int sequences;
  private final int stateUnused;
  private final int hiddenUnused;
  private final boolean hiddenIsState;

  private int sequence;
  private int element;
  private int hiddenElement;
  private long shown;

  public StateWindow(CellPlan plan, Places places) {
    this.cell = places.cell();
    this.feedback = places.feedback();
    this.recall = places.recall();
    this.steps = places.steps();
    this.size = plan.size();
    this.lanes = plan.lanes();
    this.sequences = plan.sequences();
    this.stateUnused = Long.SIZE - plan.stateBits();
    this.hiddenUnused = Long.SIZE - plan.bits().activation();
    this.hiddenIsState = plan.kind().keepsHidden();
  }

  void reset() {
    sequence = 0;
    element = 0;
    hiddenElement = 0;
    shown = 0;
  }

  /** Whether h is known for all sequences: nothing is on its way to the hidden side. */
  boolean settled() {
    return recall.allFull();
  }

  /** Whether some but not all elements of h were written. */
  boolean loading() {
    return hiddenElement > 0;
  }

  /** Whether the hidden channel takes an element, asked before anyone moves. */
  boolean takesHidden() {
    return feedback.credits > 0;
  }

  boolean has(int number) {
    return number >= 0 && number < sequences;
  }

  int sequence() {
    return sequence;
  }

  void select(int number) {
    sequence = number;
    element = 0;
  }

  /** The window. */
  int shown() {
    return (int) shown;
  }

  /** The window takes the state that it stands at. */
  void look() {
    shown = cell.states.get(sequence * size + element);
  }

  void store(int data) {
    cell.states.store(sequence * size + element, (long) data << stateUnused >> stateUnused);
  }

  /** Turns to the next element. */
  void next() {
    element = element + 1 == size ? 0 : element + 1;
  }

  /** The next element of h, on its way to the hidden side from cycle {@code now} + 1 on. */
  void storeHidden(int data, long now) {
    long h = (long) data << hiddenUnused >> hiddenUnused;
    int lane = hiddenElement % lanes;
    feedback.tokens[feedback.tail + lane] = h;
    if (lane == lanes - 1) {
      feedback.push(now + 1, sequence);
    }
    if (hiddenIsState) {
      cell.states.store(sequence * size + hiddenElement, h);
    }
    if (hiddenElement == 0) {
      recall.empty(sequence);
    }
    hiddenElement++;
    if (hiddenElement == size) {
      hiddenElement = 0;
      steps.begin(sequence);
    }
  }
}
