package org.kcpfpga.proof;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.plan.AcceleratorPlan;

/** All that is to be proven of a core. */
public final class CoreProofs {
  private CoreProofs() {}

  /** The proofs of a core, in stream order of their blocks. */
  public static List<Proof> of(AcceleratorPlan plan, EmittedDesign design) {
    Subject subject = new Subject(plan, design);
    List<Proof> proofs = new ArrayList<>();
    proofs.addAll(new StreamProofs(subject).all());
    proofs.addAll(new ControlProofs(subject).all());
    proofs.addAll(new QueueProofs(subject).all());
    proofs.addAll(new BufferProofs(subject).all());
    proofs.addAll(new FrontProofs(subject).all());
    proofs.addAll(new ContractProofs(subject).all());
    proofs.addAll(new ExpandProofs(subject).all());
    proofs.addAll(new CellProofs(subject).all());
    proofs.addAll(new TwinProofs(subject).all());
    proofs.addAll(new WholeProofs(subject).all());
    return List.copyOf(proofs);
  }
}
