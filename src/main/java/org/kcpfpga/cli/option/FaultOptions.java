package org.kcpfpga.cli.option;

import org.kcpfpga.image.Deployment;
import picocli.CommandLine.Option;

/** Which side of a comparison gets a wrong bit on purpose, if any. */
public final class FaultOptions {
  @Option(
      names = "--plant-fault",
      description = "Flip one factor bit of the hardware: the command must fail.")
  private boolean inHardware;

  @Option(
      names = "--plant-software-fault",
      description = "Flip one factor bit of the software: the command must fail.")
  private boolean inSoftware;

  public boolean any() {
    return inHardware || inSoftware;
  }

  public boolean inHardware() {
    return inHardware;
  }

  /** What the hardware computes. */
  public Deployment hardware(Deployment right) {
    return inHardware ? PlantedFault.in(right) : right;
  }

  /** What the software computes. */
  public Deployment software(Deployment right) {
    return inSoftware ? PlantedFault.in(right) : right;
  }
}
