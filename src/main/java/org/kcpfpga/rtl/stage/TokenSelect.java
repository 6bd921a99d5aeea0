package org.kcpfpga.rtl.stage;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.rtl.base.Datapath;

/**
 * Where U is the identity and a word holds the whole reduction of some contexts: the tokens of an
 * output in the word, added over the terms in the last mode.
 */
final class TokenSelect {
  private final ExpandPlan plan;
  private final Bits word;

  TokenSelect(ExpandPlan plan, Bits word) {
    this.plan = plan;
    this.word = word;
  }

  /** Outputs (output lane, context, gate) of an output block, which belongs to the word. */
  List<Signed> outputs(Bits output) {
    List<Signed> outputs = new ArrayList<>();
    for (int lane = 0; lane < plan.outputLanes(); lane++) {
      for (int context = 0; context < plan.contextLanes(); context++) {
        for (int gate = 0; gate < plan.gateLanes(); gate++) {
          outputs.add(output(lane, context, gate, output));
        }
      }
    }
    return outputs;
  }

  private Signed output(int lane, int context, int gate, Bits output) {
    List<Signed> terms = new ArrayList<>();
    for (int term = 0; term < plan.identityTerms(); term++) {
      List<Signed> choices = new ArrayList<>();
      for (int index = lane; index < plan.size(); index += plan.outputLanes()) {
        choices.add(token(position(context, term, gate, index)));
      }
      terms.add(choices.size() == 1 ? choices.get(0) : Signed.select(output, choices));
    }
    return Datapath.sum(terms);
  }

  /** In a word (context, reduction, gate): r = term * rows + o, in mode 1 + g * size. */
  private int position(int context, int term, int gate, int index) {
    int row = term * plan.identityRows() + index;
    if (plan.gated()) {
      return (context * plan.reduction() + row) * plan.gateLanes() + gate;
    }
    return context * plan.reduction() + row + gate * plan.size();
  }

  private Signed token(int position) {
    return Datapath.token(word, position, plan.inputBits());
  }
}
