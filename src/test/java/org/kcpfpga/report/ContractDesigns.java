package org.kcpfpga.report;

import java.nio.file.Path;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.plan.Design;
import org.kcpfpga.plan.DesignFile;

/** The cores that are held to {@link CoreContract}. */
final class ContractDesigns {
  private ContractDesigns() {}

  static Deployment tiny(boolean loadable) {
    Design tiny = DesignFile.read(Path.of("designs/tiny.json"));
    return RandomDesigns.deployment(loadable ? tiny.withLoadableFactors() : tiny, 14);
  }

  /** Three sequences, a bus wider than the lanes, odd widths. */
  static Deployment gru() {
    return RandomDesigns.deployment(CoverageSuite.gru(), 14);
  }
}
