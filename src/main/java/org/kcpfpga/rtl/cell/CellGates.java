package org.kcpfpga.rtl.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.boundary.ShiftMap;
import org.kcpfpga.rnn.CellDefinition;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.Requantiser;
import org.kcpfpga.rtl.base.Shift;

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

  /** A sum of products and a bias, from {@link CellPlan#jointRank} on. */
  CellValue joint(String name, Signed products, Signed bias) {
    int rank = frame.plan().jointRank();
    Signed sum = products;
    Signed added = bias;
    if (rank > 1) {
      sum = frame.time().register("products_" + name, products.asBits(), 1).signed(1);
      added = frame.time().register("bias_" + name, bias.asBits(), 1).signed(1);
    }
    Signed exact = sum.plus(added).named("exact_" + name);
    return frame.time().register("joint_" + name, exact.wrapTo(jointBits()).asBits(), rank);
  }

  /** Bits of the joint sum of both operators and the bias, or of one of them and the bias. */
  private int jointBits() {
    int input = frame.plan().inputSumBits() + frame.shift(ShiftMap.INPUT_ALIGN).most();
    int bias = frame.bits().latent() + frame.shift(ShiftMap.BIAS_ALIGN).most();
    int hidden =
        frame.plan().kind().recurrent()
            ? frame.plan().hiddenSumBits() + frame.shift(ShiftMap.HIDDEN_ALIGN).most()
            : input;
    return Math.max(Math.max(input, hidden), bias) + 2;
  }

  /** The joint sums, rounded, at {@link CellPlan#preRank}; in the order of {@code names}. */
  List<CellValue> rounded(List<String> names, List<CellValue> joints) {
    int rank = frame.plan().jointRank();
    List<Signed> sums = joints.stream().map(joint -> joint.signed(rank)).toList();
    int latent = frame.bits().latent();
    int ranks = frame.plan().preRounding();
    Shift shift = frame.shift(ShiftMap.PRE_SHIFT);
    Requantiser.Format format =
        new Requantiser.Format(sums.size(), sums.get(0).width(), shift, latent, ranks);
    Bits rounded = frame.requantise("pre", sums, frame.time().valid(rank), format);
    return IntStream.range(0, names.size())
        .mapToObj(i -> pre("pre_" + names.get(i), Datapath.token(rounded, i, latent).asBits()))
        .toList();
  }

  private CellValue pre(String name, Bits rounded) {
    return frame.plan().preRounding() == 0
        ? frame.time().register(name, rounded, frame.plan().preRank())
        : frame.time().standing(name, rounded, frame.plan().preRank());
  }

  /** The joint sums of gates that add up both operators and come in one beat. */
  List<CellValue> joints(List<String> names) {
    List<CellValue> joints = new ArrayList<>();
    for (int gate = 0; gate < names.size(); gate++) {
      Signed products = used(gate, frame.products(gate));
      joints.add(joint(names.get(gate), products, used(gate, frame.bias(gate))));
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
   * The pre-activations of gates that come apart, at {@link CellPlan#preRank}; in the order of
   * {@code names}.
   */
  List<CellValue> preActivations(List<String> names) {
    int latent = frame.bits().latent();
    int rank = frame.plan().jointRank();
    Bool taken = cell.delayValid(issue.take(), rank, "take_rank");
    Bits beat = cell.delay(issue.beat(), rank, "beat_rank");
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
      all.add(frame.time().register("pre_" + names.get(i), value, frame.plan().preRank()));
    }
    return all;
  }

  /** The joint sums of the beat before, of one width. */
  private List<Signed> joints() {
    Signed own = frame.inputPart(0);
    Signed bias = frame.offeredBias();
    Signed hidden = frame.hiddenPart(0);
    if (!parts) {
      return List.of(ofBeat("joint", used(own.plus(hidden)), used(bias)));
    }
    Bool last = issue.lastBeat();
    // xn = Wn x + bn and un = Un h + cn
    Signed added = unless(last, hidden);
    Signed kept = unless(last.not(), hidden);
    Signed other = unless(last.not(), frame.bias(3));
    return List.of(ofBeat("joint", own.plus(added), bias), ofBeat("hidden_joint", kept, other));
  }

  private static Signed unless(Bool flag, Signed value) {
    return flag.mux(Signed.of(0, value.width()), value);
  }

  /** As above of the gate that comes: the last one is for the second pass, and no other. */
  private Signed used(Signed sum) {
    if (frame.kind().definition().passes() == 1) {
      return sum;
    }
    Bool idle = issue.passes().second.xor(issue.lastBeat());
    return unless(idle, sum);
  }

  private Signed ofBeat(String name, Signed products, Signed bias) {
    int early = frame.plan().jointRank() - 1;
    Signed sum = cell.delay(products, early, name + "_products_rank");
    Signed added = cell.delay(bias, early, name + "_bias_rank");
    Signed exact = sum.plus(added).named(name + "_exact");
    return cell.delay(exact.wrapTo(jointBits()), 1, name + "_rank");
  }
}
