package org.kcpfpga.rtl;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Pipeline;

/** The LSTM cell, one hidden element a cycle; ranks as in {@link CellPlan}. */
final class LstmCell extends Datapath {
  private static final int GATE_RANK = 6;
  private static final int STATE_RANK = 8;

  private final Core core;
  private final CellPlan plan;
  private final BitWidths bits;
  private final CellScales scales;

  LstmCell(Core core) {
    super(core.module("lstm_cell"));
    this.core = core;
    this.plan = core.pipeline().cell();
    this.bits = core.bits();
    this.scales = core.model().scales();
    Bits inputData = input("input_data", plan.gates() * plan.inputSumBits() + 1);
    Bits hiddenData = input("hidden_data", plan.gates() * plan.hiddenSumBits());
    Bool fire = issue();
    Counter element = counter("element", plan.size(), fire);

    List<Signed> pre = preActivations(fire, element.value(), inputData, hiddenData);
    List<Signed> gates = new ArrayList<>();
    for (int gate = 0; gate < plan.gates(); gate++) {
      String image = gate == 2 ? FactorImages.TANH : FactorImages.SIGMOID;
      gates.add(gateFunction("gate" + gate, image, pre.get(gate)));
    }
    Bool start = delay(inputData.bit(inputData.width() - 1), GATE_RANK, "start_rank");
    Signed state = state(fire, element.value(), start, gates);
    hidden(fire, element.last(), gates.get(3), state);
  }

  /** Both sums are there and both outputs have room. */
  private Bool issue() {
    CreditCounter output = credits("output");
    CreditCounter hidden = credits("hidden");
    Bool fire =
        inputBool("input_valid")
            .and(inputBool("hidden_valid"))
            .and(output.bool("available"))
            .and(hidden.bool("available"))
            .named("fire");
    output.bool("spend").drive(fire);
    hidden.bool("spend").drive(fire);
    outputBool("pop").drive(fire);
    return fire;
  }

  private CreditCounter credits(String name) {
    boolean toOutput = name.equals("output");
    String consumer = toOutput ? Pipeline.OUTPUT : core.pipeline().hiddenContract().get(0).name();
    CreditCounter credits = credits(core, name + "_credits", core.pipeline().into(consumer));
    credits.bool("give_back").drive(inputBool(name + "_credit"));
    return credits;
  }

  private GateFunction function(String name, String image) {
    return instance(name, () -> new GateFunction(core, image));
  }

  private Signed gateFunction(String name, String image, Signed argument) {
    GateFunction function = function(name, image);
    function.signed("argument").drive(argument);
    return function.signed("value");
  }

  /** pre = round(Wx + Wh + b), at rank 3. */
  private List<Signed> preActivations(Bool fire, Bits element, Bits inputData, Bits hiddenData) {
    Bits bias =
        rom("bias", plan.gates() * bits.latent(), plan.size(), core.module(FactorImages.BIAS))
            .read(element, fire)
            .named("bias_word");
    Bits x = delay(inputData.slice(inputData.width() - 2, 0), 1, "input_rank");
    Bits h = delay(hiddenData, 1, "hidden_rank");
    int width = scales.jointBits(plan.inputSumBits(), plan.hiddenSumBits(), bits.latent());
    List<Signed> joints = new ArrayList<>();
    for (int gate = 0; gate < plan.gates(); gate++) {
      Signed joint =
          token(x, gate, plan.inputSumBits())
              .shiftLeft(scales.inputAlign())
              .plus(token(h, gate, plan.hiddenSumBits()).shiftLeft(scales.hiddenAlign()))
              .plus(token(bias, gate, bits.latent()).shiftLeft(scales.biasAlign()))
              .wrapTo(width);
      joints.add(delay(joint, 1, "joint" + gate + "_rank"));
    }
    Requantiser round = requantiser("pre", plan.gates(), width, scales.preShift(), bits.latent());
    round.bool("valid").drive(delayValid(fire, 2, "joint_valid"));
    round.bits("sums").drive(Bits.pack(joints));
    output("pre_clips", round.bits("clips").width()).drive(round.bits("clips"));
    List<Signed> pre = new ArrayList<>();
    for (int gate = 0; gate < plan.gates(); gate++) {
      pre.add(token(round.bits("results"), gate, bits.latent()));
    }
    return pre;
  }

  private Requantiser requantiser(String name, int tokens, int sumBits, int shift, int resultBits) {
    Requantiser.Format format =
        new Requantiser.Format("cell_" + name + "_requantiser", tokens, sumBits, shift, resultBits);
    return instance(name + "_requantiser", () -> new Requantiser(core, format));
  }

  /** c' = f * c + i * g, at rank 8; kept for the next step. */
  private Signed state(Bool fire, Bits element, Bool start, List<Signed> gates) {
    Ram memory = ram("states", bits.state(), plan.size());
    Signed read = memory.read(element, fire).asSigned();
    Signed late = delay(read, GATE_RANK - 1, "old_state_rank");
    Signed old = start.mux(Signed.of(0, bits.state()), late).named("old_state");
    Signed forget = delay(gates.get(1).times(old), 1, "forget_product");
    Signed update = delay(gates.get(0).times(gates.get(2)), 1, "update_product");
    Signed sum =
        forget
            .shiftLeft(scales.forgetAlign())
            .plus(update.shiftLeft(scales.updateAlign()))
            .named("state_sum");
    Requantiser round = requantiser("state", 1, sum.width(), scales.stateShift(), bits.state());
    round.bool("valid").drive(delayValid(fire, STATE_RANK - 1, "state_valid"));
    round.bits("sums").drive(sum.asBits());
    output("state_clips", round.bits("clips").width()).drive(round.bits("clips"));
    Signed state = round.bits("results").asSigned();
    memory.write(
        round.bool("valid_out"), delay(element, STATE_RANK, "element_rank"), state.asBits());
    return state;
  }

  /** h = o * tanh(c'), at rank 14. */
  private void hidden(Bool fire, Bool last, Signed outputGate, Signed state) {
    Signed argument = state.roundShift(scales.argumentShift()).saturateTo(bits.latent());
    Signed tanh =
        gateFunction("state_tanh", FactorImages.TANH, delay(argument, 1, "argument_rank"));
    int tanhRank = STATE_RANK + 1 + GateFunction.LATENCY;
    Signed gate = delay(outputGate, tanhRank - GATE_RANK, "output_gate_rank");
    Signed product = delay(gate.times(tanh), 1, "output_product");
    Requantiser round =
        requantiser("hidden", 1, product.width(), scales.hiddenShift(), bits.activation());
    round.bool("valid").drive(delayValid(fire, plan.latency() - 1, "hidden_valid"));
    round.bits("sums").drive(product.asBits());
    outputBool("push").drive(round.bool("valid_out"));
    output("value", bits.activation()).drive(round.bits("results"));
    outputBool("last").drive(delay(last, plan.latency(), "last_rank"));
    output("hidden_clips", round.bits("clips").width()).drive(round.bits("clips"));
  }
}
