package org.kcpfpga.rtl;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.FrontPlan;

/** The systolic array with its skew registers, accumulators and the stream of finished fibres. */
final class Front extends Datapath {
  private final Core core;
  private final FrontPlan plan;
  private final boolean loadable;

  /** {@code out}: the channel that it fills. */
  Front(Core core, Channel out) {
    super(core.module("input_front"));
    this.core = core;
    this.plan = core.pipeline().front();
    int beatBits = plan.lanes() * plan.inputBits();
    Bits data = input("in_data", beatBits + out.flagBits());
    this.loadable = core.plan().design().loadable();
    Bool load = inputBool(loadable ? "load_write" : "load");

    // The beat that completes a fibre spends a credit for each tile; all beats wait for as many.
    CreditCounter.Format format =
        new CreditCounter.Format(out.credits(), plan.tiles(), out.creditsPerWord(), plan.tiles());
    CreditCounter credits = instance("credits", () -> new CreditCounter(core, format));
    credits.bool("give_back").drive(inputBool("out_credit"));
    Bool take = inputBool("in_valid").and(credits.bool("available")).named("take");
    Counter fold = counter("fold", plan.folds(), take);
    credits.bool("spend").drive(take.and(fold.last()));
    outputBool("in_pop").drive(take);

    List<Signed> rows = skew(delay(data.slice(beatBits - 1, 0), 1, "held"));
    List<Bits> columns = mesh(rows, rowValids(take), load);

    // The control of a beat reaches the accumulator of tile 0 when its column sums do.
    int depth = plan.lanes() + 1;
    Bool sumValid = delayValid(take, depth, "sum_valid");
    Bool sumFirst = delay(fold.value().eq(0), depth, "sum_first");
    Bool sumLast = delay(fold.last(), depth, "sum_last");
    Bits sumFlags = delay(data.slice(data.width() - 1, beatBits), depth, "sum_flags");
    push(columns, sumValid, sumFirst, sumLast, sumFlags);
  }

  /** Where beats are valid, by row; nothing where no cell needs to know. */
  private List<Bool> rowValids(Bool valid) {
    List<Bool> rows = new ArrayList<>();
    for (int row = 0; plan.turns() && row < plan.lanes(); row++) {
      Bool above = row == 0 ? valid : rows.get(row - 1);
      rows.add(delayValid(above, 1, "row" + row + "_valid"));
    }
    return rows;
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

  /** The array; returns the sums that leave the bottom row, by tile. */
  private List<Bits> mesh(List<Signed> rows, List<Bool> rowValid, Bool load) {
    List<Bits> south = new ArrayList<>();
    List<FrontTile> all = new ArrayList<>();
    Bits zero = Bits.of(0, plan.tile() * plan.columnBits());
    for (int tile = 0; tile < plan.tiles(); tile++) {
      south.add(zero);
    }
    for (int row = 0; row < plan.lanes(); row++) {
      Signed x = rows.get(row);
      Bool valid = plan.turns() ? rowValid.get(row) : null;
      for (int tile = 0; tile < plan.tiles(); tile++) {
        FrontTile cells = instance("row" + row + "_tile" + tile, () -> new FrontTile(core));
        cells.signed("x").drive(x);
        if (plan.turns()) {
          cells.bool("valid").drive(valid);
        }
        cells.bool("load").drive(load);
        all.add(cells);
        if (!loadable) {
          cells.bits("factors").drive(factors(row, tile));
        }
        cells.bits("sums_in").drive(south.get(tile));
        south.set(tile, cells.bits("sums_out"));
        if (plan.tiles() > 1) {
          x = cells.signed("x_east");
          valid = plan.turns() ? cells.bool("valid_east") : null;
        }
      }
    }
    if (loadable) {
      chain(all);
    }
    return south;
  }

  /** All factors as one chain: a word comes in at the last, the first word written ends first. */
  private void chain(List<FrontTile> tiles) {
    Bits word = input("load_word", plan.factorBits());
    for (int i = tiles.size() - 1; i >= 0; i--) {
      tiles.get(i).bits("chain_in").drive(word);
      word = tiles.get(i).bits("chain_out");
    }
  }

  /** The factors of a row of a tile, cell 0 lowest, in a cell the first beat's lowest. */
  private Bits factors(int row, int tile) {
    List<Signed> all = new ArrayList<>();
    for (int i = 0; i < plan.tile(); i++) {
      int column = tile * plan.tile() + i;
      for (int fold = 0; fold < plan.folds(); fold++) {
        all.add(Signed.of(LoadImage.frontFactor(core, row, column, fold), plan.factorBits()));
      }
    }
    return Bits.pack(all);
  }

  /** Tiles finish one a cycle, so that one requantiser serves them all. */
  private void push(List<Bits> columns, Bool valid, Bool first, Bool last, Bits flags) {
    Bool anyDone = null;
    Bits sums = null;
    Bits doneFlags = null;
    for (int tile = 0; tile < plan.tiles(); tile++) {
      String name = "tile" + tile;
      FrontAccumulator below = instance(name + "_sums", () -> new FrontAccumulator(core));
      below.bits("sums").drive(columns.get(tile));
      below.bool("valid").drive(delayValid(valid, tile, name + "_valid"));
      below.bool("first").drive(delay(first, tile, name + "_first"));
      below.bool("last").drive(delay(last, tile, name + "_last"));
      Bits tileFlags = delay(flags, tile + 1, name + "_flags");
      Bool done = below.bool("done");
      Bits totals = below.bits("totals");
      sums = sums == null ? totals : done.mux(totals, sums);
      doneFlags = doneFlags == null ? tileFlags : done.mux(tileFlags, doneFlags);
      anyDone = anyDone == null ? done : anyDone.or(done);
    }
    Requantiser.Format format =
        new Requantiser.Format(
            "input_front_requantiser",
            plan.tile(),
            plan.sumBits(),
            Shift.ofStage(core, plan.name()),
            plan.outputBits());
    Requantiser round = requantiser(core, "requantiser", format);
    round.bool("valid").drive(anyDone);
    round.bits("sums").drive(sums);
    outputBool("push").drive(anyDone);
    output("push_data", plan.tile() * plan.outputBits() + flags.width())
        .drive(Bits.pack(List.of(round.bits("results"), doneFlags)));
    output("clips", round.bits("clips").width()).drive(round.bits("clips"));
  }
}
