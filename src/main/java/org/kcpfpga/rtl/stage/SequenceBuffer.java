package org.kcpfpga.rtl.stage;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.ExpandPlan;

/**
 * The buffer of the first expand stage of the hidden side: one place for the latents of each
 * sequence, all full after reset. Words carry the number of the sequence whose place they fill; a
 * place whose h is being loaded is emptied.
 */
final class SequenceBuffer extends TokenBuffer {
  private final int sequences;
  private final StepPorts.Places places;

  /** Whose place is read; null where there is one sequence. */
  final Bits stepSequence;

  SequenceBuffer(Core core, ExpandPlan plan, int flagBits) {
    super(core, plan, flagBits);
    this.sequences = plan.places();
    Bits filled = sequences > 1 ? flags() : null;
    stepSequence = sequences > 1 ? input("step_sequence", flagBits) : null;
    List<Bool> full = new ArrayList<>();
    for (int i = 0; i < sequences; i++) {
      full.add(registerBoolInit("full" + i, true));
    }
    Bool take = offered().and(of(full, filled).not()).named("take");
    Counter word = counter("fill_word", plan.groupWords(), take);
    Bool ends = take.and(word.last()).named("group_filled");
    Bool release = release();
    Bool emptied = inputBool("place_emptied");
    Bits whose = sequences > 1 ? input("emptied_sequence", flagBits) : null;
    Bool all = Bool.of(true);
    for (int i = 0; i < sequences; i++) {
      Bool empties = release.and(is(stepSequence, i)).or(emptied.and(is(whose, i)));
      full.get(i).next(held(full.get(i), ends.and(is(filled, i)), empties));
      all = all.and(full.get(i));
    }
    places = new StepPorts.Places(outputBool("all_full"), emptied, whose);
    places.full().drive(all);
    drive(take, of(full, stepSequence));
    memory(take, filled, word.value(), stepSequence);
  }

  @Override
  protected void describe(Heading text) {
    text.says(
        "Buffer of latents of the hidden side: one place for each sequence, full at rest; a place"
            + " whose h is loaded is emptied.");
    bufferPorts(text);
  }

  StepPorts.Places places() {
    return places;
  }

  private Bool of(List<Bool> flags, Bits sequence) {
    return sequences == 1 ? flags.get(0) : Bits.select(sequence, flags).asBool();
  }

  private Bool is(Bits sequence, int number) {
    return sequences == 1 ? Bool.of(true) : sequence.eq(number);
  }
}
