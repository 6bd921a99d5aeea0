package org.kcpfpga.rtl.cell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.FactorImages;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.rtl.base.BankPort;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.MemoryLoad;
import org.kcpfpga.rtl.base.Source;
import org.kcpfpga.rtl.base.StatePort;

/**
 * A cell of several lanes: each is a cell of its own, for every L-th element. All see the same
 * flags and credits, and so issue in the same cycles; what they say of that is read from the first.
 */
public final class CellLanes extends Datapath implements CellBlock {
  private final CellPlan plan;
  private final List<Cell> lanes = new ArrayList<>();
  private final Source input;
  private final Source hidden;
  private final CellBlock.Given output;
  private final Bool outputCredit;
  private final CellBlock.WayBack toHidden;
  private final BankPort bank;
  private final StatePort window;
  private final MemoryLoad load;
  private final Map<String, Bits> shifts = new HashMap<>();
  private final Map<String, Bits> clips = new HashMap<>();

  public CellLanes(Core core) {
    super(core.module(CellPlan.NAME));
    plan = core.pipeline().cell();
    boolean loadable = core.plan().design().loadable();
    List<String> modules = plan.laneModules(loadable);
    for (int lane = 0; lane < plan.lanes(); lane++) {
      String image = FactorImages.bias(core, lane);
      String module = core.module(modules.get(loadable ? 0 : lane));
      lanes.add(instance("lane" + lane, () -> new Cell(core, module, image)));
    }
    int flags = core.pipeline().stream().stepFlags();
    input = sums("input", plan.inputSumBits(), flags, CellBlock::input);
    hidden = sums("hidden", plan.hiddenSumBits(), 0, CellBlock::hidden);
    outputCredit = inputBool("output_credit");
    lanes.forEach(lane -> lane.outputCredit().drive(outputCredit));
    toHidden = wayBack();
    output = given();
    MultiplierBank multipliers = core.pipeline().bankOf(CellPlan.NAME);
    bank = multipliers == null ? null : operands(multipliers);
    window = plan.stateBits() == 0 ? null : new LaneStates(this, lanes).port();
    load = loadable ? biases() : null;
    lanes.get(0).shifts().forEach((name, shift) -> shift(name, shift.width()));
    lanes.get(0).clips().keySet().forEach(this::count);
  }

  @Override
  protected void describe(Heading text) {
    text.says(
            "Lanes of the cell side by side: each is a cell for one in "
                + plan.lanes()
                + " elements, in the same cycles as the others.")
        .parameter("elements", plan.size())
        .parameter("lanes", plan.lanes())
        .parameter("multipliers", plan.multipliers())
        .ports("sums of neighbouring elements, first lowest", "input_*", "hidden_*", "pop")
        .ports("elements of h", "push", "delivers", "value", "last", "slot", "output_credit")
        .ports("multipliers, those of a lane side by side", "bank_*")
        .ports("window to the states, at rest", "window_*", "state_*", "write_*")
        .ports("biases to load", "load_*")
        .ports("shifts of the model", "*_align", "*_shift")
        .ports("values clipped in the cycle before", "*_clips");
  }

  /** Sums of all lanes; each lane also sees the flags. */
  private Source sums(String name, int sumBits, int flagBits, Function<Cell, Source> port) {
    int own = plan.beatGates() * sumBits;
    Bool valid = inputBool(name + "_valid");
    Bits data = input(name + "_data", lanes.size() * own + flagBits);
    for (int i = 0; i < lanes.size(); i++) {
      Source lane = port.apply(lanes.get(i));
      Bits sums = data.slice((i + 1) * own - 1, i * own);
      lane.valid().drive(valid);
      lane.data().drive(flagBits == 0 ? sums : Bits.pack(List.of(sums, flags(data, flagBits))));
    }
    if (input != null) {
      return new Source(valid, data, input.pop());
    }
    Bool pop = outputBool("pop");
    pop.drive(port.apply(lanes.get(0)).pop());
    return new Source(valid, data, pop);
  }

  private static Bits flags(Bits data, int bits) {
    return data.slice(data.width() - 1, data.width() - bits);
  }

  private CellBlock.WayBack wayBack() {
    CellBlock.WayBack port =
        new CellBlock.WayBack(
            inputBool("hidden_credit"), inputBool("hidden_write"), outputBool("hidden_room"));
    for (Cell lane : lanes) {
      lane.toHidden().credit().drive(port.credit());
      lane.toHidden().write().drive(port.write());
    }
    port.room().drive(lanes.get(0).toHidden().room());
    return port;
  }

  private CellBlock.Given given() {
    CellBlock.Given first = lanes.get(0).output();
    Bool push = shown("push", first.push());
    Bool delivers = first.delivers() == first.push() ? push : shown("delivers", first.delivers());
    List<Bits> values = lanes.stream().map(lane -> lane.output().value()).toList();
    Bits value = shown("value", Bits.pack(values));
    Bool last = shown("last", first.last());
    Bits slot = first.sequence() == null ? null : shown("slot", first.sequence());
    return new CellBlock.Given(push, delivers, value, last, slot);
  }

  /** Lane i has the multipliers behind those of lane i - 1. */
  private BankPort operands(MultiplierBank bank) {
    List<BankPort> ports = lanes.stream().map(Cell::bank).toList();
    Bits products = input("bank_products", plan.multipliers() * bank.productBits());
    int own = products.width() / lanes.size();
    for (int i = 0; i < lanes.size(); i++) {
      ports.get(i).operands().products().drive(products.slice((i + 1) * own - 1, i * own));
    }
    Bits tokens = Bits.pack(ports.stream().map(port -> port.operands().tokens()).toList());
    Bits factors = Bits.pack(ports.stream().map(port -> port.operands().factors()).toList());
    return new BankPort(
        new BankPort.Operands(
            shown("bank_tokens", tokens), shown("bank_factors", factors), products),
        new BankPort.Turn(shown("bank_claims", ports.get(0).turn().asks()), null),
        null);
  }

  private MemoryLoad biases() {
    Bool write = inputBool("load_write");
    MemoryLoad first = lanes.get(0).load();
    Bits address = input("load_address", first.address().width());
    int own = plan.biasWordBits();
    Bits word = input("load_word", lanes.size() * own);
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get(i).load().write().drive(write);
      lanes.get(i).load().address().drive(address);
      lanes.get(i).load().word().drive(word.slice((i + 1) * own - 1, i * own));
    }
    return new MemoryLoad(write, address, word);
  }

  private void shift(String name, int width) {
    Bits shift = input(name, width);
    lanes.forEach(lane -> lane.shifts().get(name).drive(shift));
    shifts.put(name, shift);
  }

  /** What all lanes clip. */
  private void count(String name) {
    int most = (1 << lanes.get(0).clips().get(name).width()) - 1;
    int width = Bits.indexWidth(most * lanes.size() + 1);
    Bits sum = Bits.of(0, width);
    for (Cell lane : lanes) {
      sum = sum.plus(lane.clips().get(name)).wrapTo(width);
    }
    clips.put(name, shown(name.substring(CellPlan.NAME.length() + 1) + "_clips", sum));
  }

  private Bool shown(String name, Bool flag) {
    Bool output = outputBool(name);
    output.drive(flag);
    return output;
  }

  private Bits shown(String name, Bits word) {
    Bits output = output(name, word.width());
    output.drive(word);
    return output;
  }

  @Override
  public Source input() {
    return input;
  }

  @Override
  public Source hidden() {
    return hidden;
  }

  @Override
  public CellBlock.Given output() {
    return output;
  }

  @Override
  public Bool outputCredit() {
    return outputCredit;
  }

  @Override
  public CellBlock.WayBack toHidden() {
    return toHidden;
  }

  @Override
  public StatePort window() {
    return part(window, "states");
  }

  @Override
  public BankPort bank() {
    return part(bank, "bank");
  }

  @Override
  public MemoryLoad load() {
    return part(load, "load");
  }

  @Override
  public Map<String, Bits> shifts() {
    return shifts;
  }

  @Override
  public Map<String, Bits> clips() {
    return clips;
  }
}
