package org.kcpfpga;

import java.nio.file.Path;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.design.DesignText;
import org.kcpfpga.emit.PlanDocument;

/**
 * What a core is to be: cell, shapes of both operators, word widths, lanes. Immutable.
 *
 * <pre>{@code
 * KcpDesign design =
 *     KcpDesign.parse(
 *         """
 *         {"name": "tiny", "cell": "lstm", "inputLanes": 2,
 *          "input": {"in": [3, 4], "out": [2, 3], "terms": 2, "ranks": [2, 2]},
 *          "hidden": {"in": [2, 3], "out": [2, 3], "terms": 2, "ranks": [2, 2]}}
 *         """);
 * }</pre>
 */
public final class KcpDesign {
  private final Design design;

  private KcpDesign(Design design) {
    this.design = design;
  }

  /**
   * Reads a design file, or the design of a generated folder.
   *
   * @throws KcpException if it cannot be read or no core can be built for it
   */
  public static KcpDesign read(Path file) {
    return KcpException.guarded(() -> new KcpDesign(DesignFile.read(file)));
  }

  /**
   * A design from the text of a design file.
   *
   * @throws KcpException if no core can be built for it
   */
  public static KcpDesign parse(String json) {
    return KcpException.guarded(() -> new KcpDesign(DesignFile.parse("design", json)));
  }

  /** Name of the design; modules of its Verilog begin with it. */
  public String name() {
    return design.name();
  }

  /** N, elements of an input vector. */
  public int inputs() {
    return design.inSize();
  }

  /** M, elements of the hidden vector. */
  public int hidden() {
    return design.hiddenSize();
  }

  /** The text of a design file that {@link #parse} reads back, without what is usual. */
  public String json() {
    return PlanDocument.text(DesignText.values(design));
  }

  Design internal() {
    return design;
  }
}
