package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.design.FrontKind;

/**
 * The systolic array that contracts the last mode of the input: lanes x columns cells.
 *
 * <p>Columns are (term, rank of the last mode), rank fastest. Row i holds element i of a beat; a
 * beat advances one row a cycle. Columns stand in tiles of {@code tile} columns: inside a tile a
 * row's element is shared, from tile to tile it takes one cycle, so that the tiles of a fibre
 * finish one a cycle and leave as a stream of beats of {@code tile} tokens.
 *
 * <p>In a packed array two columns are a cell: one product of the element with f1 * 2^field + f0
 * holds both of theirs. Where a tile has an odd number of columns, two tiles stand together, and
 * the sums of the second wait a cycle at the bottom, so that no token leaves earlier.
 *
 * @param lanes p, elements per beat
 * @param columns K * R_d
 * @param tile columns per tile: the smallest divisor with columns / tile at most {@code folds}
 * @param folds beats per fibre, n_d / p
 * @param fibres fibres per vector, N / n_d
 * @param widths word widths; the sum is that of a fibre, n_d products
 * @param ranks of registers
 * @param kind how its cells multiply
 */
public record FrontPlan(
    int lanes,
    int columns,
    int tile,
    int folds,
    int fibres,
    Widths widths,
    Ranks ranks,
    FrontKind kind)
    implements Stage.OfOperator {

  /**
   * A cell in every row.
   *
   * @param column its first column
   * @param columns one or two
   */
  public record Cell(int column, int columns) {
    /** Whether it multiplies for two columns at once. */
    public boolean pair() {
      return columns > 1;
    }

    /** Its name in a tile that begins with this column. */
    public String name(int from) {
      return (pair() ? "pair" : "cell") + (column - from);
    }
  }

  @Override
  public int fold() {
    return folds;
  }

  @Override
  public boolean banked() {
    return false;
  }

  @Override
  public int sumWords() {
    return 0;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.front(this);
  }

  @Override
  public String name() {
    return Side.INPUT.label() + "_front";
  }

  /** Tiles side by side, and beats that each fibre pushes. */
  public int tiles() {
    return columns / tile;
  }

  /** Columns that stand side by side without a register between them. */
  public int arrayTile() {
    return arrayTile(kind, tile, columns);
  }

  /** The same before there is a plan. */
  public static int arrayTile(FrontKind kind, int tile, int columns) {
    return kind == FrontKind.PACKED && tile % 2 == 1 && tile < columns ? 2 * tile : tile;
  }

  /** The cells of {@link #arrayTile} columns, from one on; fewer at the end of the row. */
  public List<Cell> cells(int from) {
    int end = Math.min(columns, from + arrayTile());
    List<Cell> cells = new ArrayList<>();
    for (int column = from; column < end; ) {
      Cell cell = new Cell(column, kind == FrontKind.PACKED ? Math.min(2, end - column) : 1);
      cells.add(cell);
      column += cell.columns();
    }
    return cells;
  }

  /** Cycles that the columns from one on are later than the first. */
  public int late(int from) {
    return from / tile;
  }

  /** Column of the last cells that stand side by side. */
  public int lastTile() {
    return (columns - 1) / arrayTile() * arrayTile();
  }

  /** Width of the factors that a cell multiplies with at once. */
  public int factorBits(Cell cell) {
    return cell.pair() ? 2 * factorBits() + 1 : factorBits();
  }

  /** Width of the sums that a cell passes on. */
  public int sumBits(Cell cell) {
    return cell.pair() ? pairBits() + carryBits() : columnBits();
  }

  /** Products of a beat. */
  @Override
  public int parallelProducts() {
    return lanes * columns;
  }

  /**
   * Multipliers that it takes of a chip.
   *
   * @param operandBits the widest operand of one: a pair that is wider takes two
   */
  public int dsps(int operandBits) {
    return switch (kind) {
      case MULTIPLIERS -> parallelProducts();
      case PACKED ->
          packedBits() > operandBits ? parallelProducts() : lanes * IntMath.ceilDiv(columns, 2);
      case CONSTANT -> 0;
    };
  }

  /** Width of a column sum, p products. */
  public int columnBits() {
    return fieldBits() + IntMath.ceilLog2(lanes);
  }

  /** Width of the lower field of a pair: that of a product. */
  public int fieldBits() {
    return inputBits() + factorBits();
  }

  /** Width of f1 * 2^field + f0, what the multiplier of a pair takes. */
  public int packedBits() {
    return fieldBits() + factorBits() + 1;
  }

  /** Width of the sum of a pair, s1 * 2^field + s0. */
  public int pairBits() {
    return fieldBits() + columnBits();
  }

  /** Width of floor(s0 / 2^field), what the lower sum of a pair has above its field. */
  public int carryBits() {
    return Math.max(1, columnBits() - fieldBits());
  }

  /** Whether a cell has more than one factor, chosen by the number of the beat in its fibre. */
  public boolean folded() {
    return folds > 1;
  }

  /** Beats of one vector on the stream. */
  public int beats() {
    return folds * fibres;
  }

  /** Cycles from accepting a beat to its column sums, at the accumulator of tile 0. */
  public int depth() {
    return 1 + ranks.front() + lanes;
  }

  /** Cycles from accepting the last beat of a fibre to pushing tile 0. */
  public int latency() {
    return depth() + 1 + ranks.rounding();
  }

  /** Those of a chip with DSP48. */
  @Override
  public int multipliers() {
    return dsps(FrontKind.PACKED_BITS);
  }

  @Override
  public long cycles() {
    return beats();
  }
}
