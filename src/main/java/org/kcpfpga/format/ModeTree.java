package org.kcpfpga.format;

/**
 * A subtree of the balanced binary tree over the modes 1 to d.
 *
 * @param from the first mode
 * @param to the last mode
 * @param rank the place of its rank: leaves in the order of the modes, then what joins them, each
 *     before what is below it and the left before the right; -1 for the whole tree, which has none
 * @param inner the place of the rank of the first joining subtree below this one
 */
record ModeTree(int from, int to, int rank, int inner) {

  /** The tree over {@code modes} modes. */
  static ModeTree over(int modes) {
    return new ModeTree(1, modes, -1, modes);
  }

  boolean leaf() {
    return from == to;
  }

  /** The last mode of the left subtree, which has the odd mode. */
  private int middle() {
    return from + (to - from) / 2;
  }

  ModeTree left() {
    return below(from, middle(), inner);
  }

  ModeTree right() {
    // a tree over s modes joins s - 1 times, itself included
    return below(middle() + 1, to, inner + middle() - from);
  }

  private static ModeTree below(int from, int to, int next) {
    return from == to
        ? new ModeTree(from, to, from - 1, next)
        : new ModeTree(from, to, next, next + 1);
  }

  /** The modes: 3, or 1-4. */
  String name() {
    return leaf() ? String.valueOf(from) : from + "-" + to;
  }
}
