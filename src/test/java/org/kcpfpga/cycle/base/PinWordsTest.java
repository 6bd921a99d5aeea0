package org.kcpfpga.cycle.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.cycle.RandomCores;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;

/** Bulk runs against single steps, under pins that keep to no protocol at all. */
@Tag("slow")
class PinWordsTest {
  private static final int DESIGNS = 30;
  private static final int CYCLES = 2000;
  private static final long SEED = RandomCores.SEED;

  private AcceleratorPlan plan;
  private Random random;

  @Test
  void aBulkRunIsTheSameAsItsCyclesOneByOne() {
    System.out.println("seed " + SEED);
    int steps = 0;
    for (int design = 0; design < DESIGNS; design++) {
      RandomCores.Sample sample = RandomCores.of(SEED + design);
      plan = sample.plan();
      random = new Random(SEED + design);
      CycleModel bulk = new CycleModel(plan, sample.model());
      CycleModel single = new CycleModel(plan, sample.model());
      int[] in = randomPins(bulk.inputWords());
      int[] out = new int[CYCLES * bulk.outputWords()];
      bulk.run(CYCLES, in, out);
      Pins pins = new Pins(plan);
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        set(pins, in, cycle * bulk.inputWords());
        single.step(pins);
        assertThat(words(pins)).isEqualTo(words(out, cycle * bulk.outputWords()));
        steps += pins.outputTaken() && pins.mAxisTlast ? 1 : 0;
      }
    }
    assertThat(steps).as("steps compared").isGreaterThan(DESIGNS);
  }

  private int[] randomPins(int words) {
    int[] in = new int[CYCLES * words];
    int beats = plan.pipeline().stream().beats();
    for (int i = 0; i < in.length; i++) {
      in[i] = random.nextInt();
    }
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      int at = cycle * words;
      in[at] = cycle == 0 || random.nextInt(CYCLES) == 0 ? 0 : 1;
      if (random.nextInt(3) > 0) {
        // otherwise hardly a frame would be whole
        in[at + 1] = 1;
        in[at + last()] = cycle % beats == beats - 1 ? 1 : 0;
      }
    }
    return in;
  }

  private int last() {
    return 2 + data("s_axis_tdata").words();
  }

  private Port data(String name) {
    return TopPorts.of(plan).stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  private void set(Pins pins, int[] in, int from) {
    int slot = TopPorts.slotBits(plan.design().bits().activation());
    pins.aresetn = (in[from] & 1) == 1;
    pins.sAxisTvalid = (in[from + 1] & 1) == 1;
    for (int i = 0; i < pins.sAxisTdata.length; i++) {
      pins.sAxisTdata[i] = in[from + 2 + i * slot / 32] >>> i * slot % 32;
    }
    int at = from + last();
    pins.sAxisTlast = (in[at] & 1) == 1;
    pins.sAxisTuser = in[at + 1] & ((1 << plan.pipeline().stream().userBits()) - 1);
    pins.mAxisTready = (in[at + 2] & 1) == 1;
    pins.sAxilAwaddr = in[at + 3] & 0xFFF;
    pins.sAxilAwvalid = (in[at + 4] & 1) == 1;
    pins.sAxilWdata = in[at + 5];
    pins.sAxilWstrb = in[at + 6] & 15;
    pins.sAxilWvalid = (in[at + 7] & 1) == 1;
    pins.sAxilBready = (in[at + 8] & 1) == 1;
    pins.sAxilAraddr = in[at + 9] & 0xFFF;
    pins.sAxilArvalid = (in[at + 10] & 1) == 1;
    pins.sAxilRready = (in[at + 11] & 1) == 1;
  }

  /** Output pins as the text of their words, the data bit by bit. */
  private String words(Pins pins) {
    int slot = TopPorts.slotBits(plan.design().bits().activation());
    Port port = data("m_axis_tdata");
    BitSet bits = new BitSet();
    for (int i = 0; i < port.width(); i++) {
      bits.set(i, (pins.mAxisTdata[i / slot] >> i % slot & 1) == 1);
    }
    StringBuilder text = new StringBuilder();
    add(text, pins.sAxisTready, pins.mAxisTvalid);
    for (int word = 0; word < port.words(); word++) {
      long[] value = bits.get(32 * word, 32 * word + 32).toLongArray();
      text.append(value.length == 0 ? 0 : (int) value[0]).append(' ');
    }
    add(text, pins.mAxisTlast, pins.sAxilAwready, pins.sAxilWready);
    text.append(pins.sAxilBresp).append(' ');
    add(text, pins.sAxilBvalid, pins.sAxilArready);
    text.append(pins.sAxilRdata).append(' ').append(pins.sAxilRresp).append(' ');
    add(text, pins.sAxilRvalid);
    return text.toString();
  }

  private static void add(StringBuilder text, boolean... values) {
    for (boolean value : values) {
      text.append(value ? 1 : 0).append(' ');
    }
  }

  private String words(int[] out, int from) {
    List<Port> ports = Port.only(TopPorts.of(plan), false);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ports.stream().mapToInt(Port::words).sum(); i++) {
      text.append(out[from + i]).append(' ');
    }
    return text.toString();
  }
}
