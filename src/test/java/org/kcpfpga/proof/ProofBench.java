package org.kcpfpga.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Core;
import org.kcpfpga.proof.block.ProofList;

/** A core and its proofs, and the same with a fault in the text of a module. */
final class ProofBench {
  private static final Map<Path, ProofBench> KNOWN = new HashMap<>();

  final List<Proof> proofs;
  private final EmittedDesign design;

  private ProofBench(Path file) {
    Core core = RandomDesigns.deployment(DesignFile.read(file), 1).core();
    design = Emitter.emit(core);
    proofs = ProofList.of(core.plan(), design);
  }

  /** The core of a design file, elaborated once. */
  static synchronized ProofBench of(Path file) {
    return KNOWN.computeIfAbsent(file, ProofBench::new);
  }

  Proof proof(String name) {
    return proofs.stream().filter(proof -> proof.name().equals(name)).findFirst().orElseThrow();
  }

  /** A prover of the core as it is. */
  Prover prover(Path folder) {
    return prover(folder, design);
  }

  /** A prover of the core with another text in one place of a module. */
  Prover prover(Path folder, String module, String text, String fault) {
    TreeMap<String, String> verilog = new TreeMap<>(design.verilog());
    String before = verilog.get(module + ".v");
    assertThat(before).as(module).contains(text);
    verilog.put(module + ".v", before.replace(text, fault));
    return prover(
        folder,
        new EmittedDesign(
            design.top(), design.ports(), verilog, design.images(), design.documents()));
  }

  private static Prover prover(Path folder, EmittedDesign design) {
    Emitter.write(design, folder.resolve("core"));
    return new Prover(Path.of("hdl/formal"), folder.resolve("core"), folder, Prover.LIMIT);
  }
}
