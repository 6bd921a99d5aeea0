package org.kcpfpga.rtl.base;

import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.FactorImages;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Stage;

/**
 * A stage of an operator, which reads beats and pushes beats. A subclass declares the ports of each
 * group, one by one, in the order in which they are to stand.
 */
public abstract class StreamStage extends Datapath implements StageBlock {
  /** What it reads, while it is being declared. */
  protected final Reader reader = new Reader(this);

  /** Its side of its bank; null where it has none. */
  protected final MultiplierPort multipliers;

  private final String name;
  private Bool credit;
  private Sink out;
  private MemoryLoad load;
  private Bits shift;
  private Bits clips;

  /** {@code bank}: that of the stage, null where it has none. */
  protected StreamStage(Core core, Stage plan, MultiplierBank bank) {
    super(core.module(plan.name()));
    name = plan.name();
    multipliers = bank == null ? null : new MultiplierPort(this, bank);
  }

  /** What it reads. */
  public final Source in() {
    return reader.source();
  }

  /** What it feeds. */
  public final Sink out() {
    return out;
  }

  @Override
  public final BankPort bank() {
    return part(multipliers, "bank").port();
  }

  @Override
  public final MemoryLoad load() {
    return part(load, "load");
  }

  @Override
  public final Map<String, Bits> shifts() {
    return shift == null ? Map.of() : Map.of(name, shift);
  }

  @Override
  public final Map<String, Bits> clips() {
    return clips == null ? Map.of() : Map.of(name, clips);
  }

  /** The groups of ports of any stage. */
  protected final void stagePorts(Heading text) {
    String products = multipliers == null || multipliers.rank() == 2 ? "two" : "three";
    text.ports("beats to read", "in_*")
        .ports("steps: flags of a frame that is complete", "step_*", "commit*", "dropped")
        .ports("state: h of a sequence is loaded", "place*", "all_full", "*_sequence", "state_*")
        .ports("multipliers: turn at issue, operands a cycle later, products " + products, "bank_*")
        .ports("factors to load", "load_*")
        .ports("shift of the model", "shift")
        .ports("results, and credits of the channel they go to", "push*", "out_credit")
        .ports("values clipped in the cycle before", "clips");
  }

  /** Declares what gives credits back. */
  protected final Bool outCredit() {
    credit = inputBool("out_credit");
    return credit;
  }

  /** Declares and drives what is pushed. */
  protected final void push(Bool valid, Bits data) {
    Bool push = outputBool("push");
    push.drive(valid);
    Bits pushData = output("push_data", data.width());
    pushData.drive(data);
    out = new Sink(push, pushData, credit);
  }

  /** The memory of factors. */
  protected final ModelMemory factors(Core core, Stage plan, int width, int depth) {
    String image = FactorImages.name(core, plan);
    ModelMemory memory = new ModelMemory(this, core, "factors", width, depth, image);
    load = memory.load();
    return memory;
  }

  /** Says through which ports the factors come where they are in no memory. */
  protected final void loads(Bool write, Bits word) {
    load = new MemoryLoad(write, null, word);
  }

  /** The requantiser of {@code tokens} sums, with its shift. */
  protected final Requantiser requantiser(Core core, int tokens, int sumBits, int bits) {
    Shift by = Shift.ofStage(core, name);
    shift = by.input(this);
    int rank = core.pipeline().ranks().rounding();
    Requantiser.Format format = new Requantiser.Format(tokens, sumBits, by, bits, rank);
    return requantiser("requantiser", format, shift);
  }

  /** Declares and drives how many values are clipped. */
  protected final void clips(Requantiser round) {
    clips = output("clips", round.clips.width());
    clips.drive(round.clips);
  }
}
