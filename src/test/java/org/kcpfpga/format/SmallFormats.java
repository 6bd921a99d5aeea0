package org.kcpfpga.format;

import java.util.List;

/** Each kind of format, small. */
final class SmallFormats {
  private SmallFormats() {}

  static List<OperatorFormat> all() {
    List<Integer> in = List.of(2, 3, 2);
    List<Integer> rows = List.of(4, 1, 2);
    return List.of(
        OperatorFormat.of(FormatKind.DENSE, new FormatShape(in, rows, 1, List.of())),
        OperatorFormat.of(FormatKind.KCP, new FormatShape(in, rows, 3, List.of(2, 1, 2))));
  }
}
