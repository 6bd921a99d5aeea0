package org.kcpfpga.rtl.front;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.design.FrontKind;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.CreditCounter;
import org.kcpfpga.rtl.base.Requantiser;
import org.kcpfpga.rtl.base.StreamStage;

/** The systolic array with its skew registers, accumulators and the stream of finished fibres. */
public final class Front extends StreamStage {
  private final Core core;
  private final FrontPlan plan;

  /** {@code out}: the channel that it fills. */
  public Front(Core core, Channel out) {
    super(core, core.pipeline().front(), null);
    this.core = core;
    this.plan = core.pipeline().front();
    int beatBits = plan.lanes() * plan.inputBits();
    Bits data = reader.data(beatBits + out.flagBits());

    // The beat that completes a fibre spends a credit for each tile; all beats wait for as many.
    CreditCounter credits = new CreditCounter(this, "credits", out, plan.tiles());
    credits.giveBack.drive(outCredit());
    Bool take = reader.valid().and(credits.available).named("take");
    Counter fold = counter("fold", plan.folds(), take);
    credits.spend.drive(take.and(fold.last()));
    reader.pop().drive(take);

    List<Signed> rows = skew(delay(data.slice(beatBits - 1, 0), 1, "held"));
    List<Bits> beats = beats(fold.value());
    List<Bits> columns = columns(new FrontArray(this, core, rows), beats);

    // The control of a beat reaches the accumulator of tile 0 when its column sums do.
    int depth = plan.depth();
    Bool sumValid = delayValid(take, depth, "sum_valid");
    Bool sumFirst = delay(fold.value().eq(0), depth, "sum_first");
    Bool sumLast = delay(fold.last(), depth, "sum_last");
    Bits sumFlags = delay(data.slice(data.width() - 1, beatBits), depth, "sum_flags");
    push(columns, sumValid, sumFirst, sumLast, sumFlags);
  }

  @Override
  protected void describe(Heading text) {
    text.says(
            "Systolic array: contracts the last input mode. Elements enter from the west, row i is"
                + " i cycles late; partial sums move south; below each tile the sums of a fibre are"
                + " completed, rounded and pushed.")
        .parameter("rows", plan.lanes())
        .parameter("columns", plan.columns())
        .parameter("tiles", plan.tiles())
        .parameter("beats of a fibre", plan.folds());
    stagePorts(text);
  }

  /**
   * The number of the beat in its fibre, one, two ... cycles late: an element reaches row i of tile
   * t after 1 + i + t cycles, and the factors for it are chosen in the cycle before.
   */
  private List<Bits> beats(Bits beat) {
    List<Bits> beats = new ArrayList<>(List.of(beat));
    int last = plan.lanes() - 1 + plan.late(plan.lastTile());
    for (int i = 1; plan.folded() && i <= last; i++) {
      beats.add(delay(beats.get(i - 1), 1, "beat" + i + "_"));
    }
    return beats;
  }

  /** Row i is late by i cycles, as the partial sums that come down to it are. */
  private List<Signed> skew(Bits beat) {
    List<Signed> rows = new ArrayList<>();
    for (int row = 0; row < plan.lanes(); row++) {
      Signed element = token(beat, row, plan.inputBits());
      rows.add(delay(element, row, "row" + row + "_skew"));
    }
    return rows;
  }

  /** The column sums, by tile. */
  private List<Bits> columns(FrontArray array, List<Bits> beats) {
    if (plan.kind() == FrontKind.CONSTANT) {
      return array.constants();
    }
    return core.plan().design().loadable() ? chained(array, beats) : array.tables(beats);
  }

  /**
   * The array of a loadable core, all factors one chain: a word comes in at the last, the first
   * word written ends first.
   */
  private List<Bits> chained(FrontArray array, List<Bits> beats) {
    Bool load = inputBool("load_write");
    List<FactorChain> all = new ArrayList<>();
    List<Bits> columns =
        array.mesh(
            (cells, row, from, late) -> {
              cells.chain.drive(load, plan.folded() ? beats.get(row + late) : null);
              all.add(cells.chain);
            });
    Bits word = input("load_word", plan.factorBits());
    loads(load, word);
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).in().drive(word);
      word = all.get(i).out();
    }
    return columns;
  }

  /** Tiles finish one a cycle, so that one requantiser serves them all. */
  private void push(List<Bits> columns, Bool valid, Bool first, Bool last, Bits flags) {
    Bool anyDone = null;
    Bits sums = null;
    Bits doneFlags = null;
    for (int tile = 0; tile < plan.tiles(); tile++) {
      String name = "tile" + tile;
      FrontAccumulator below = instance(name + "_sums", () -> new FrontAccumulator(core));
      below.sums.drive(columns.get(tile));
      below.valid.drive(delayValid(valid, tile, name + "_valid"));
      below.first.drive(delay(first, tile, name + "_first"));
      below.last.drive(delay(last, tile, name + "_last"));
      Bits tileFlags = delay(flags, tile + 1, name + "_flags");
      Bool done = below.done;
      Bits totals = below.totals;
      sums = sums == null ? totals : done.mux(totals, sums);
      doneFlags = doneFlags == null ? tileFlags : done.mux(tileFlags, doneFlags);
      anyDone = anyDone == null ? done : anyDone.or(done);
    }
    anyDone = plan.tiles() == 1 ? anyDone : anyDone.named("any_done");
    Requantiser round = requantiser(core, plan.tile(), plan.sumBits(), plan.outputBits());
    round.valid.drive(anyDone);
    round.sums.drive(sums);
    int rounding = plan.ranks().rounding();
    Bits leaving = delay(doneFlags, rounding, "done_flags_rank");
    push(delayValid(anyDone, rounding, "done_rank"), Bits.pack(List.of(round.results, leaving)));
    clips(round);
  }
}
