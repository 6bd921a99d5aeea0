package org.kcpfpga.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.importer.onnx.OnnxNode;
import org.kcpfpga.tensor.Tensor;

/**
 * What the axes of a value mean that holds hidden states.
 *
 * <p>Law: rows of M elements stay whole and in order, so that a product with a matrix of M rows
 * behind it is a product with h.
 *
 * @param axes by axis
 * @param steps the number of steps, or -1 if it is not known
 * @param everyStep whether it holds every step, not the last one only
 * @param path the nodes that led here from the recurrent one
 */
record Layout(List<Axis> axes, long steps, boolean everyStep, List<OnnxNode> path) {

  /** What an axis counts. */
  enum Axis {
    STEPS,
    /** Sequences. */
    ROWS,
    /** Steps and sequences that are no longer told apart. */
    MERGED,
    /** The one direction, and all that has extent 1. */
    ONE,
    /** Last states of several layers, of which only the last one is meant. */
    STACK,
    HIDDEN
  }

  /** Y of a recurrent node, all steps. */
  static Layout all(boolean batchFirst, long steps) {
    return new Layout(
        batchFirst
            ? List.of(Axis.ROWS, Axis.STEPS, Axis.ONE, Axis.HIDDEN)
            : List.of(Axis.STEPS, Axis.ONE, Axis.ROWS, Axis.HIDDEN),
        steps,
        true,
        List.of());
  }

  /** Y_h, the last step. */
  static Layout last(boolean batchFirst) {
    return new Layout(
        batchFirst
            ? List.of(Axis.ROWS, Axis.ONE, Axis.HIDDEN)
            : List.of(Axis.ONE, Axis.ROWS, Axis.HIDDEN),
        1,
        false,
        List.of());
  }

  /** Whether a row is one h: the last axis but those of extent 1. */
  boolean wholeRows() {
    List<Axis> rest = axes.stream().filter(axis -> axis != Axis.ONE).toList();
    return !rest.isEmpty() && rest.get(rest.size() - 1) == Axis.HIDDEN;
  }

  /** Whether the last axis is h, as a matrix behind it needs. */
  boolean endsInHidden() {
    return !axes.isEmpty() && axes.get(axes.size() - 1) == Axis.HIDDEN;
  }

  /** With other axes. */
  Layout with(List<Axis> other) {
    // an axis of steps that was picked from, cut or squeezed has left the last one
    boolean every = everyStep && (other.contains(Axis.STEPS) || other.contains(Axis.MERGED));
    return new Layout(other, steps, every, path);
  }

  /** Behind one more node. */
  Layout behind(OnnxNode node) {
    List<OnnxNode> longer = new ArrayList<>(path);
    longer.add(node);
    return new Layout(axes, steps, everyStep, longer);
  }

  /** Axes in another order; null if it is none of all axes. */
  Layout transposed(long[] order) {
    int rank = axes.size();
    if (order == null) {
      return transposed(IntStream.range(0, rank).mapToLong(axis -> rank - 1 - axis).toArray());
    }
    List<Axis> moved = new ArrayList<>();
    for (long axis : order) {
      if (axis < -rank || axis >= rank) {
        return null;
      }
      moved.add(axes.get((int) Math.floorMod(axis, (long) rank)));
    }
    return moved.size() == rank ? with(moved) : null;
  }

  /** Without the axes of extent 1, or those that are named; null if another one is among them. */
  Layout squeezed(long[] gone) {
    List<Axis> kept = new ArrayList<>(axes);
    if (gone == null) {
      kept.removeIf(axis -> axis == Axis.ONE);
      return with(kept);
    }
    int rank = axes.size();
    for (long axis : gone) {
      if (axis < -rank || axis >= rank) {
        return null;
      }
      int place = (int) Math.floorMod(axis, (long) rank);
      if (axes.get(place) == Axis.HIDDEN || axes.get(place) == Axis.STACK) {
        return null;
      }
      kept.set(place, null);
    }
    kept.removeIf(axis -> axis == null);
    return with(kept);
  }

  /** With new axes of extent 1 at these places of the result; null if there are no such places. */
  Layout unsqueezed(long[] fresh) {
    if (fresh == null) {
      return null;
    }
    int rank = axes.size() + fresh.length;
    Axis[] result = new Axis[rank];
    for (long axis : fresh) {
      if (axis < -rank || axis >= rank) {
        return null;
      }
      result[(int) Math.floorMod(axis, (long) rank)] = Axis.ONE;
    }
    int next = 0;
    for (int place = 0; place < rank; place++) {
      if (result[place] == null) {
        if (next == axes.size()) {
          return null;
        }
        result[place] = axes.get(next++);
      }
    }
    return next == axes.size() ? with(List.of(result)) : null;
  }

  /** As the last of several along an axis of extent 1; null if it is another axis. */
  Layout stacked(long axis) {
    int rank = axes.size();
    if (axis < -rank || axis >= rank) {
      return null;
    }
    int place = (int) Math.floorMod(axis, (long) rank);
    if (axes.get(place) != Axis.ONE) {
      return null;
    }
    List<Axis> result = new ArrayList<>(axes);
    result.set(place, Axis.STACK);
    return with(result);
  }

  /** One place of an axis: of the steps it must be the last. Null if it is another one. */
  Layout picked(long axis, Tensor indices) {
    int rank = axes.size();
    if (axis < -rank || axis >= rank || indices.size() != 1 || indices.rank() > 1) {
      return null;
    }
    int place = (int) Math.floorMod(axis, (long) rank);
    double index = indices.values()[0];
    boolean last = index == -1 || (steps > 0 && index == steps - 1);
    Axis from = axes.get(place);
    if (from == Axis.HIDDEN
        || from == Axis.MERGED
        || (from == Axis.STEPS && !last)
        || (from == Axis.STACK && index != -1)) {
      return null;
    }
    List<Axis> kept = new ArrayList<>(axes);
    kept.remove(place);
    if (indices.rank() == 1) {
      kept.add(place, Axis.ONE);
    }
    return with(kept);
  }

  /** A stretch of an axis: of the steps it must be the last one, or all. Null if it is not. */
  Layout cut(long axis, double start, double end, double step) {
    int rank = axes.size();
    if (axis < -rank || axis >= rank || step != 1) {
      return null;
    }
    int place = (int) Math.floorMod(axis, (long) rank);
    boolean toTheEnd = end >= Integer.MAX_VALUE || (steps > 0 && end == steps);
    boolean whole = start == 0 && end >= Integer.MAX_VALUE;
    boolean last = (start == -1 || (steps > 0 && start == steps - 1)) && toTheEnd;
    Axis from = axes.get(place);
    if (whole || from == Axis.ROWS || from == Axis.ONE) {
      return this;
    }
    if ((from == Axis.STEPS && last) || (from == Axis.STACK && start == -1 && toTheEnd)) {
      List<Axis> kept = new ArrayList<>(axes);
      kept.set(place, Axis.ONE);
      return with(kept);
    }
    return null;
  }

  /**
   * In a new shape, whose leading zeros keep their axes; null shape for one that is not known.
   *
   * @return null if h does not lie in one piece before
   */
  Layout reshaped(Tensor shape) {
    if (!wholeRows() || axes.contains(Axis.STACK)) {
      return null;
    }
    List<Axis> result = new ArrayList<>();
    int kept = 0;
    int rank = shape == null ? 2 : shape.size();
    for (int place = 0; place < rank - 1; place++) {
      boolean keeps = shape != null && kept == place && shape.values()[place] == 0;
      kept += keeps && place < axes.size() ? 1 : 0;
      result.add(kept > place ? axes.get(place) : everyStep ? Axis.MERGED : Axis.ROWS);
    }
    // that it has M elements is seen at the matrix behind it
    result.add(Axis.HIDDEN);
    return with(result);
  }
}
