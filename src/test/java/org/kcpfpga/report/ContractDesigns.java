package org.kcpfpga.report;

import java.nio.file.Path;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.Design;
import org.kcpfpga.plan.DesignFile;
import org.kcpfpga.rnn.CellKind;

/** The cores that are held to {@link CoreContract}. */
final class ContractDesigns {
  private ContractDesigns() {}

  static Deployment tiny(boolean loadable) {
    Design d = DesignFile.read(Path.of("designs/tiny.json"));
    Design chosen =
        new Design(
            d.name(),
            d.cell(),
            d.input(),
            d.hidden(),
            d.inputLanes(),
            d.multipliers(),
            d.busLanes(),
            d.outputLanes(),
            d.bits(),
            d.sequences(),
            loadable);
    return RandomDesigns.deployment(chosen, 14);
  }

  /** Three sequences, a bus wider than the lanes, odd widths. */
  static Deployment gru() {
    Design design =
        new Design(
            "gru",
            CellKind.GRU,
            new OperatorShape(new int[] {3, 8}, new int[] {6, 3}, 2, new int[] {2, 3}),
            new OperatorShape(new int[] {6}, new int[] {18}, 1, new int[] {2}),
            4,
            0,
            6,
            2,
            new BitWidths(7, 9, 13, 12),
            3,
            false);
    return RandomDesigns.deployment(design, 14);
  }
}
