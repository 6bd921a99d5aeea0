package org.kcpfpga.rtl.front;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.design.FrontKind;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.Datapath;

/** The cells of the array, and the column sums that leave their bottom row. */
final class FrontArray {
  private final Datapath front;
  private final Core core;
  private final FrontPlan plan;
  private final List<Signed> rows;

  /** {@code rows}: the elements that enter from the west. */
  FrontArray(Datapath front, Core core, List<Signed> rows) {
    this.front = front;
    this.core = core;
    this.plan = core.pipeline().front();
    this.rows = rows;
  }

  /** What gives the cells from a column on their factors; {@code late}: cycles after the first. */
  interface Feed {
    void drive(FrontTile cells, int row, int from, int late);
  }

  /** Cells in tiles; returns the column sums, by tile of the stream. */
  List<Bits> mesh(Feed feed) {
    List<Bits> south = new ArrayList<>();
    for (int from = 0; from < plan.columns(); from += plan.arrayTile()) {
      south.add(Bits.of(0, plan.cells(from).stream().mapToInt(plan::sumBits).sum()));
    }
    for (int row = 0; row < plan.lanes(); row++) {
      Signed x = rows.get(row);
      for (int tile = 0; tile < south.size(); tile++) {
        int from = tile * plan.arrayTile();
        FrontTile cells =
            front.instance("row" + row + "_tile" + tile, () -> new FrontTile(core, from));
        cells.x.drive(x);
        feed.drive(cells, row, from, plan.late(from));
        cells.sumsIn.drive(south.get(tile));
        south.set(tile, cells.sumsOut);
        x = cells.east;
      }
    }
    return plan.kind() == FrontKind.PACKED ? unpacked(south) : south;
  }

  /** Cells with constants; returns the column sums, which are those of a single tile. */
  List<Bits> constants() {
    Bits sums = Bits.of(0, plan.columns() * plan.columnBits());
    for (int i = 0; i < plan.lanes(); i++) {
      int number = i;
      FrontRow row = front.instance("row" + i, () -> new FrontRow(core, number));
      row.x.drive(rows.get(i));
      row.sumsIn.drive(sums);
      sums = row.sumsOut;
    }
    return List.of(sums);
  }

  /** The array of a core with ROM: each tile has a table, read by the beat that comes next. */
  List<Bits> tables(List<Bits> beats) {
    return mesh(
        (cells, row, from, late) -> {
          List<Bits> words = new ArrayList<>();
          for (int fold = 0; fold < plan.folds(); fold++) {
            words.add(factors(row, from, fold));
          }
          Bits factors = words.get(0);
          if (plan.folded()) {
            String name = "row" + row + "_tile" + from / plan.arrayTile() + "_factors";
            factors = front.register(name, factors.width());
            factors.next(Bits.select(beats.get(row + late), words));
          }
          cells.factors.drive(factors);
        });
  }

  /** The factors of a row from a column on for one beat of a fibre, cell 0 lowest. */
  private Bits factors(int row, int from, int fold) {
    List<Signed> all = new ArrayList<>();
    for (FrontPlan.Cell cell : plan.cells(from)) {
      long factors = 0;
      for (int i = cell.columns() - 1; i >= 0; i--) {
        factors =
            (factors << plan.factorBits())
                + LoadImage.frontFactor(core, row, cell.column() + i, fold);
      }
      all.add(Signed.of(factors, plan.factorBits(cell)));
    }
    return Bits.pack(all);
  }

  /**
   * The column sums of a packed array. Where cells reach across two tiles of the stream, those of
   * the second wait for their turn.
   */
  private List<Bits> unpacked(List<Bits> south) {
    List<Signed> columns = new ArrayList<>();
    for (int tile = 0; tile < south.size(); tile++) {
      int from = tile * plan.arrayTile();
      int at = 0;
      for (FrontPlan.Cell cell : plan.cells(from)) {
        Bits out = south.get(tile).slice(at + plan.sumBits(cell) - 1, at);
        at += plan.sumBits(cell);
        List<Signed> sums = cell.pair() ? FrontPair.sums(plan, out) : List.of(out.asSigned());
        for (Signed sum : sums) {
          int column = columns.size();
          int wait = plan.late(column) - plan.late(from);
          columns.add(front.delay(sum.named("column" + column), wait, "column" + column + "_held"));
        }
      }
    }
    List<Bits> tiles = new ArrayList<>();
    for (int from = 0; from < columns.size(); from += plan.tile()) {
      tiles.add(Bits.pack(columns.subList(from, from + plan.tile())));
    }
    return tiles;
  }
}
