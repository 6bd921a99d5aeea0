package org.kcpfpga.rtl.cell;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.boundary.ShiftMap;
import org.kcpfpga.rnn.CellDefinition;
import org.kcpfpga.rtl.base.Datapath;

/**
 * The gates of an element: all in one beat or one after the other, through one adder and one
 * rounding, where all but the last wait rounded. The last beat of a GRU gives two pre-activations,
 * those of the parts of its candidate, which are not added.
 */
final class CellGates {
  private final Datapath cell;
  private final CellFrame frame;
  private final CellIssue issue;
  private final boolean parts;

  CellGates(Datapath cell, CellFrame frame) {
    this.cell = cell;
    this.frame = frame;
    this.issue = frame.issue();
    this.parts = frame.kind().splitCandidate();
  }

  /** The joint sums of gates that add up both operators and come in one beat. */
  List<CellValue> joints(List<String> names) {
    List<CellValue> joints = new ArrayList<>();
    for (int gate = 0; gate < names.size(); gate++) {
      Signed sum = frame.products(gate).plus(frame.bias(gate));
      joints.add(frame.joint(names.get(gate), used(gate, sum)));
    }
    return joints;
  }

  /** A sum of a gate; zero, so that it does not clip, in a pass that the gate is not for. */
  private Signed used(int gate, Signed sum) {
    CellDefinition kind = frame.kind().definition();
    if (kind.passes() == 1) {
      return sum;
    }
    return issue.passes().is(kind.pass(gate)).mux(sum, Signed.of(0, sum.width()));
  }

  /**
   * The pre-activations of gates that come apart, at {@link CellPlan#PRE_RANK}; in the order of
   * {@code names}.
   */
  List<CellValue> preActivations(List<String> names) {
    int latent = frame.bits().latent();
    Bool taken = cell.delayValid(issue.take(), 1, "take_rank");
    Bits beat = cell.delay(issue.beat(), 1, "beat_rank");
    Bits rounded =
        frame.requantise("pre", joints(), taken, frame.shift(ShiftMap.PRE_SHIFT), latent);
    int early = names.size() - rounded.width() / latent;
    List<CellValue> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Bits value = Datapath.token(rounded, Math.max(0, i - early), latent).asBits();
      if (i < early) {
        Bits held = cell.register("early_" + names.get(i), latent);
        held.next(taken.and(beat.eq(i)).mux(value, held));
        value = held;
      }
      all.add(frame.time().register("pre_" + names.get(i), value, CellPlan.PRE_RANK));
    }
    return all;
  }

  /** The joint sums of the beat before, of one width. */
  private List<Signed> joints() {
    Signed own = frame.inputPart(0).plus(frame.offeredBias());
    Signed hidden = frame.hiddenPart(0);
    if (!parts) {
      return List.of(joint("joint", used(own.plus(hidden))));
    }
    Bool last = issue.lastBeat();
    // xn = Wn x + bn and un = Un h + cn
    Signed added = last.mux(Signed.of(0, hidden.width()), hidden);
    Signed part = hidden.plus(frame.bias(3));
    Signed kept = last.mux(part, Signed.of(0, part.width()));
    return List.of(joint("joint", own.plus(added)), joint("hidden_joint", kept));
  }

  /** As above of the gate that comes: the last one is for the second pass, and no other. */
  private Signed used(Signed sum) {
    if (frame.kind().definition().passes() == 1) {
      return sum;
    }
    Bool idle = issue.passes().second.xor(issue.lastBeat());
    return idle.mux(Signed.of(0, sum.width()), sum);
  }

  private Signed joint(String name, Signed sum) {
    return cell.delay(sum.named(name + "_exact").wrapTo(frame.jointBits()), 1, name + "_rank");
  }
}
