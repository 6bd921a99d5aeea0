package org.kcpfpga.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.tensor.Tensor;

/** Every entry of W by the definition of its format, without network or steps. */
final class Expansion {
  private final FormatShape shape;
  private final FormatKind kind;
  private final Map<String, Tensor> cores = new HashMap<>();

  Expansion(FormatOperator operator) {
    shape = operator.format().shape();
    kind = operator.format().kind();
    for (int i = 0; i < operator.cores().size(); i++) {
      cores.put(operator.format().network().cores().get(i).name(), operator.cores().get(i));
    }
  }

  /** W x. */
  double[] multiply(double[] x) {
    double[] y = new double[shape.rowSize()];
    for (int row = 0; row < y.length; row++) {
      for (int column = 0; column < x.length; column++) {
        y[row] += entry(row, column) * x[column];
      }
    }
    return y;
  }

  /** W[row, column]. */
  double entry(int row, int column) {
    int[] o = digits(row, shape.rows());
    int[] n = digits(column, shape.in());
    return switch (kind) {
      case DENSE -> cores.get("weight").at(row, column);
      case KCP -> kcp(o, n);
      case CP -> cp(o, n);
      case TT -> train(o, n, 1, 0);
      case TR -> ring(o, n);
      case BT -> blockTerm(o, n);
      case HT -> node(o, n, 1, n.length, -1);
    };
  }

  private static int[] digits(int number, List<Integer> extents) {
    int[] digits = new int[extents.size()];
    int rest = number;
    for (int i = digits.length - 1; i >= 0; i--) {
      digits[i] = rest % extents.get(i);
      rest /= extents.get(i);
    }
    return digits;
  }

  private double kcp(int[] o, int[] n) {
    double sum = 0;
    for (int k = 0; k < shape.terms(); k++) {
      double product = 1;
      for (int i = 1; i <= n.length; i++) {
        double inner = 0;
        for (int r = 0; r < shape.ranks().get(i - 1); r++) {
          inner += core("U." + i, k, o[i - 1], r) * core("V." + i, k, n[i - 1], r);
        }
        product *= inner;
      }
      sum += product;
    }
    return sum;
  }

  private double cp(int[] o, int[] n) {
    double sum = 0;
    for (int k = 0; k < shape.terms(); k++) {
      double product = 1;
      for (int i = 1; i <= o.length; i++) {
        product *= core("U." + i, k, o[i - 1], 0) * core("V." + i, k, n[i - 1], 0);
      }
      sum += product;
    }
    return sum;
  }

  /** The product of the cores from {@code i} on, its row {@code bond}. */
  private double train(int[] o, int[] n, int i, int bond) {
    Tensor core = cores.get("G." + i);
    int before = i == 1 ? 1 : shape.ranks().get(i - 2);
    int after = i == n.length ? 1 : shape.ranks().get(i - 1);
    // as [before, n, o, after], where the ends have extent 1
    Tensor whole = core.reshape(before, shape.in().get(i - 1), shape.rows().get(i - 1), after);
    double sum = 0;
    for (int r = 0; r < after; r++) {
      double rest = i == n.length ? 1 : train(o, n, i + 1, r);
      sum += whole.at(bond, n[i - 1], o[i - 1], r) * rest;
    }
    return sum;
  }

  private double ring(int[] o, int[] n) {
    double sum = 0;
    for (int first = 0; first < shape.ranks().get(0); first++) {
      double[] row = new double[shape.ranks().get(0)];
      row[first] = 1;
      for (int node = 0; node < n.length + o.length; node++) {
        boolean input = node < n.length;
        String name = input ? "V." + (node + 1) : "U." + (node - n.length + 1);
        row = times(row, cores.get(name), input ? n[node] : o[node - n.length]);
      }
      sum += row[first];
    }
    return sum;
  }

  private static double[] times(double[] row, Tensor core, int mode) {
    double[] result = new double[core.extent(2)];
    for (int a = 0; a < row.length; a++) {
      for (int b = 0; b < result.length; b++) {
        result[b] += row[a] * core.at(a, mode, b);
      }
    }
    return result;
  }

  private double blockTerm(int[] o, int[] n) {
    double sum = 0;
    for (int k = 0; k < shape.terms(); k++) {
      for (int flat = 0; flat < FormatShape.product(shape.ranks()); flat++) {
        int[] r = digits(flat, shape.ranks());
        int[] at = new int[r.length + 1];
        at[0] = k;
        System.arraycopy(r, 0, at, 1, r.length);
        double product = core("core", at);
        for (int i = 1; i <= n.length; i++) {
          product *= core("A." + i, k, n[i - 1], o[i - 1], r[i - 1]);
        }
        sum += product;
      }
    }
    return sum;
  }

  /** Entry {@code r} of the frame of the modes {@code from} to {@code to}; r -1: there is one. */
  private double node(int[] o, int[] n, int from, int to, int r) {
    if (from == to) {
      int mode = from - 1;
      return r < 0 ? core("A." + from, n[mode], o[mode]) : core("A." + from, n[mode], o[mode], r);
    }
    Tensor core = cores.get("B." + from + "-" + to);
    int middle = (from + to) / 2;
    double sum = 0;
    for (int a = 0; a < core.extent(0); a++) {
      for (int b = 0; b < core.extent(1); b++) {
        double weight = r < 0 ? core.at(a, b) : core.at(a, b, r);
        sum += weight * node(o, n, from, middle, a) * node(o, n, middle + 1, to, b);
      }
    }
    return sum;
  }

  private double core(String name, int... index) {
    return cores.get(name).at(index);
  }
}
