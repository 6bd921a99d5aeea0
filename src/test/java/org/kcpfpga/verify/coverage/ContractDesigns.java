package org.kcpfpga.verify.coverage;

import java.nio.file.Path;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.verify.cosim.CoreContract;

/** The cores that are held to {@link CoreContract}. */
public final class ContractDesigns {
  private ContractDesigns() {}

  public static Deployment tiny(boolean loadable) {
    Design tiny = DesignFile.read(Path.of("designs/tiny.json"));
    return RandomDesigns.deployment(loadable ? tiny.withLoadableFactors() : tiny, 14);
  }

  /** Three sequences, a bus wider than the lanes, odd widths. */
  public static Deployment gru() {
    return RandomDesigns.deployment(CoverageSuite.gru(), 14);
  }
}
