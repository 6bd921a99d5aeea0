package org.kcpfpga.proof.block;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;

/** All that is to be proven of a core. */
public final class ProofList {
  private ProofList() {}

  /** The proofs of a core, in stream order of their blocks. */
  public static List<Proof> of(AcceleratorPlan plan, EmittedDesign design) {
    Dut subject = new Dut(plan, design);
    List<Proof> proofs = new ArrayList<>();
    proofs.addAll(new StreamProofs(subject).all());
    proofs.addAll(new ControlProofs(subject).all());
    proofs.addAll(new QueueProofs(subject).all());
    proofs.addAll(new BufferProofs(subject).all());
    proofs.addAll(new FrontProofs(subject).all());
    proofs.addAll(new ContractProofs(subject).all());
    proofs.addAll(new ExpandProofs(subject).all());
    proofs.addAll(new CellProofs(subject).all());
    proofs.addAll(new ModelProofs(subject).all());
    proofs.addAll(new NonInterference(subject).all());
    proofs.addAll(new CoreProofs(subject).all());
    if (plan.design().implementation().compact()) {
      withoutRates(proofs, plan.pipeline());
    }
    return List.copyOf(proofs);
  }

  /** The queues of a compact core are too short for anything to move in every cycle. */
  private static void withoutRates(List<Proof> proofs, Pipeline pipeline) {
    Set<String> blocks = new HashSet<>();
    pipeline.stages().forEach(stage -> blocks.add(stage.name()));
    pipeline.channels().values().forEach(channel -> blocks.add(channel.name()));
    proofs.removeIf(proof -> proof.mode() == Mode.COVER && blocks.contains(proof.block()));
  }
}
