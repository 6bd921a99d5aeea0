package org.kcpfpga.rtl.cell;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.boundary.ShiftMap;
import org.kcpfpga.rtl.base.Datapath;

/**
 * The gates of an element, one after the other through one adder and one rounding; all but the last
 * wait rounded. The last beat of a GRU gives two pre-activations, those of the parts of its
 * candidate, which are not added.
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

  /** The pre-activations, at {@link CellPlan#PRE_RANK}; in the order of {@code names}. */
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
      return List.of(joint("joint", own.plus(hidden)));
    }
    Bool last = issue.lastBeat();
    // xn = Wn x + bn and un = Un h + cn
    Signed added = last.mux(Signed.of(0, hidden.width()), hidden);
    Signed part = hidden.plus(frame.bias(3));
    Signed kept = last.mux(part, Signed.of(0, part.width()));
    return List.of(joint("joint", own.plus(added)), joint("hidden_joint", kept));
  }

  private Signed joint(String name, Signed sum) {
    return cell.delay(sum.named(name + "_exact").wrapTo(frame.jointBits()), 1, name + "_rank");
  }
}
