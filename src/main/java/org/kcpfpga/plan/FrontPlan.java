package org.kcpfpga.plan;

/**
 * The systolic array that contracts the last mode of the input: lanes x columns cells.
 *
 * <p>Columns are (term, rank of the last mode), rank fastest. Row i holds element i of a beat; a
 * beat advances one row a cycle. Columns stand in tiles of {@code tile} columns: inside a tile a
 * row's element is shared, from tile to tile it takes one cycle, so that the tiles of a fibre
 * finish one a cycle and leave as a stream of beats of {@code tile} tokens.
 *
 * @param lanes p, elements per beat
 * @param columns K * R_d
 * @param tile columns per tile: the smallest divisor with columns / tile at most {@code folds}
 * @param folds beats per fibre, n_d / p
 * @param fibres fibres per vector, N / n_d
 * @param columnBits width of a column sum, p products
 * @param widths word widths; the sum is that of a fibre, n_d products
 * @param ranks of registers
 */
public record FrontPlan(
    int lanes,
    int columns,
    int tile,
    int folds,
    int fibres,
    int columnBits,
    Widths widths,
    Ranks ranks)
    implements Stage.OfOperator {

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
    return depth() + 1;
  }

  @Override
  public int multipliers() {
    return lanes * columns;
  }

  @Override
  public long multiplications() {
    return (long) beats() * multipliers();
  }

  @Override
  public long cycles() {
    return beats();
  }
}
