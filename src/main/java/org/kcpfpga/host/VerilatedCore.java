package org.kcpfpga.host;

import java.nio.file.Path;
import java.util.Optional;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.VerilatedOptions;
import org.kcpfpga.verilated.VerilatedSource;

/** From a deployment to a loaded Verilated core: elaborates, writes and compiles what is new. */
public final class VerilatedCore {
  private VerilatedCore() {}

  /** The core of a deployment; the caller closes it. */
  public static VerilatedModel build(Deployment deployment, VerilatedOptions options) {
    EmittedDesign design = Emitter.emit(deployment.core());
    return build(design, folder(deployment, design), options);
  }

  /** The core of a design that is written into a folder. */
  public static VerilatedModel build(EmittedDesign design, Path folder, VerilatedOptions options) {
    Emitter.write(design, folder);
    return VerilatedModel.build(
        new VerilatedSource(
            design.top(),
            design.verilogFiles(folder),
            Optional.of(folder),
            design.ports(),
            options));
  }

  /** Where generated cores lie: one folder per content, so that no run disturbs another. */
  private static Path folder(Deployment deployment, EmittedDesign design) {
    String content =
        Integer.toHexString(31 * design.verilog().hashCode() + design.images().hashCode());
    String name = deployment.plan().design().name() + "-" + content;
    return Path.of(System.getProperty("kcp.home", ""))
        .toAbsolutePath()
        .resolve("target/generated")
        .resolve(name);
  }
}
