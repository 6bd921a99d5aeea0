package org.kcpfpga.link.simulated;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kcpfpga.cache.CacheFolder;
import org.kcpfpga.cache.CacheHome;
import org.kcpfpga.cache.CacheKey;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.kcpfpga.verilated.build.VerilatedSource;

/** From a deployment to a loaded Verilated core: elaborates, writes and compiles what is new. */
public final class VerilatedCore {
  private VerilatedCore() {}

  /** The core of a deployment; the caller closes it. */
  public static VerilatedModel build(Deployment deployment, VerilatedOptions options) {
    EmittedDesign design = Emitter.emit(deployment.core());
    return load(design, folder(deployment, design), options);
  }

  /** So many cores of one deployment, elaborated once; the caller closes them. */
  public static List<VerilatedModel> build(
      Deployment deployment, VerilatedOptions options, int count) {
    EmittedDesign design = Emitter.emit(deployment.core());
    Path folder = folder(deployment, design);
    return IntStream.range(0, count).mapToObj(i -> load(design, folder, options)).toList();
  }

  /** The core of a design that is written into a folder. */
  public static VerilatedModel build(EmittedDesign design, Path folder, VerilatedOptions options) {
    Emitter.write(design, folder);
    return load(design, folder, options);
  }

  private static VerilatedModel load(EmittedDesign design, Path folder, VerilatedOptions options) {
    return VerilatedModel.build(
        new VerilatedSource(
            design.top(),
            design.verilogFiles(folder),
            Optional.of(folder),
            design.ports(),
            options));
  }

  /** Where the generated core lies: one folder per content, so that no run disturbs another. */
  private static Path folder(Deployment deployment, EmittedDesign design) {
    CacheKey key = new CacheKey();
    for (Map<String, String> files : List.of(design.verilog(), design.images())) {
      files.forEach((name, text) -> key.texts(List.of(name, text)));
    }
    String name = deployment.plan().design().name() + "-" + key.hex();
    return new CacheFolder(CacheHome.folder("generated"))
        .entry(name, folder -> Emitter.write(design, folder));
  }
}
