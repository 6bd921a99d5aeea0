package org.kcpfpga.cycle.base;

import java.util.Arrays;
import java.util.List;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;

/** Pins as 32-bit words: the ports of {@link TopPorts} in order, least significant word first. */
public final class PinWords {
  private final int slotBits;
  private final int inputWords;
  private final int outputWords;

  /** Words of the data port of either stream. */
  private final int dataIn;

  private final int dataOut;
  private final int inElements;

  /** Bits above an element in an int. */
  private final int unused;

  private final int userMask;
  private final boolean interrupt;
  private final boolean user;

  public PinWords(AcceleratorPlan plan) {
    List<Port> ports = TopPorts.of(plan);
    slotBits = TopPorts.slotBits(plan.design().bits().activation());
    inputWords = words(Port.only(ports, true));
    outputWords = words(Port.only(ports, false));
    dataIn = words(ports, "s_axis_tdata");
    dataOut = words(ports, "m_axis_tdata");
    inElements = plan.pipeline().stream().busLanes();
    unused = Integer.SIZE - plan.design().bits().activation();
    user = plan.design().has(SystemPart.FRAMES);
    interrupt = plan.design().has(SystemPart.INTERRUPT);
    userMask = (1 << plan.pipeline().stream().userBits()) - 1;
  }

  private static int words(List<Port> ports) {
    return ports.stream().mapToInt(Port::words).sum();
  }

  private static int words(List<Port> ports, String name) {
    return words(ports.stream().filter(port -> port.name().equals(name)).toList());
  }

  /** Words of the input pins of a cycle. */
  public int inputWords() {
    return inputWords;
  }

  /** Words of the output pins of a cycle. */
  public int outputWords() {
    return outputWords;
  }

  /** Sets the input pins from the words at {@code from}; stream data only while it is valid. */
  public void unpack(int[] words, int from, Pins pins) {
    pins.aresetn = bit(words[from]);
    pins.sAxisTvalid = bit(words[from + 1]);
    if (pins.sAxisTvalid) {
      unpackData(words, from + 2, pins.sAxisTdata);
    }
    int at = from + 2 + dataIn;
    pins.sAxisTlast = bit(words[at]);
    pins.sAxisTuser = words[at + 1] & userMask;
    pins.mAxisTready = bit(words[at + 2]);
    pins.sAxilAwaddr = words[at + 3];
    pins.sAxilAwvalid = bit(words[at + 4]);
    pins.sAxilWdata = words[at + 5];
    pins.sAxilWstrb = words[at + 6];
    pins.sAxilWvalid = bit(words[at + 7]);
    pins.sAxilBready = bit(words[at + 8]);
    pins.sAxilAraddr = words[at + 9];
    pins.sAxilArvalid = bit(words[at + 10]);
    pins.sAxilRready = bit(words[at + 11]);
  }

  /** Whether the input pins at {@code from} neither reset, end a frame nor reach for a register. */
  public boolean calm(int[] words, int from) {
    int at = from + 2 + dataIn;
    return !bit(words[at] | words[at + 4] | words[at + 7] | words[at + 10] | ~words[from]);
  }

  /** Whether a beat is offered. */
  public boolean offered(int[] words, int from) {
    return bit(words[from + 1]);
  }

  /** The elements of the stream input, extended by their signs. */
  void unpackElements(int[] words, int from, long[] elements, int to) {
    int end = to + inElements;
    int word = from + 2;
    int at = to;
    if (slotBits == Byte.SIZE) {
      for (; at + 3 < end; at += 4) {
        int value = words[word++];
        elements[at] = value << unused >> unused;
        elements[at + 1] = value >> 8 << unused >> unused;
        elements[at + 2] = value >> 16 << unused >> unused;
        elements[at + 3] = value >> 24 << unused >> unused;
      }
    }
    for (int bit = 0; at < end; at++) {
      elements[at] = words[word + (bit >> 5)] >>> bit << unused >> unused;
      bit += slotBits;
    }
  }

  /**
   * Writes the output pins as words at {@code to}, where only the interrupt may be high besides.
   */
  public void packCalm(boolean ready, boolean irq, int[] words, int to) {
    Arrays.fill(words, to, to + outputWords, 0);
    words[to] = bit(ready);
    if (interrupt) {
      words[to + outputWords - 1] = bit(irq);
    }
  }

  /** Elements in the low bits of their slots; what is above them is left in. */
  private void unpackData(int[] words, int from, int[] elements) {
    int bit = 0;
    for (int i = 0; i < elements.length; i++) {
      elements[i] = words[from + (bit >> 5)] >>> bit;
      bit += slotBits;
    }
  }

  /** Writes the input pins as words at {@code to}. */
  public void packInputs(Pins pins, int[] words, int to) {
    words[to] = bit(pins.aresetn);
    words[to + 1] = bit(pins.sAxisTvalid);
    packData(pins.sAxisTdata, words, to + 2);
    int at = to + 2 + dataIn;
    words[at] = bit(pins.sAxisTlast);
    words[at + 1] = pins.sAxisTuser;
    words[at + 2] = bit(pins.mAxisTready);
    words[at + 3] = pins.sAxilAwaddr;
    words[at + 4] = bit(pins.sAxilAwvalid);
    words[at + 5] = pins.sAxilWdata;
    words[at + 6] = pins.sAxilWstrb;
    words[at + 7] = bit(pins.sAxilWvalid);
    words[at + 8] = bit(pins.sAxilBready);
    words[at + 9] = pins.sAxilAraddr;
    words[at + 10] = bit(pins.sAxilArvalid);
    words[at + 11] = bit(pins.sAxilRready);
  }

  /** Sets the output pins from the words at {@code from}; data is extended by its sign. */
  public void unpackOutputs(int[] words, int from, Pins pins) {
    pins.sAxisTready = bit(words[from]);
    pins.mAxisTvalid = bit(words[from + 1]);
    unpackData(words, from + 2, pins.mAxisTdata);
    int above = Integer.SIZE - slotBits;
    for (int i = 0; i < pins.mAxisTdata.length; i++) {
      pins.mAxisTdata[i] = pins.mAxisTdata[i] << above >> above;
    }
    int at = from + 2 + dataOut;
    pins.mAxisTlast = bit(words[at]);
    pins.sAxilAwready = bit(words[at + 1]);
    pins.sAxilWready = bit(words[at + 2]);
    pins.sAxilBresp = words[at + 3];
    pins.sAxilBvalid = bit(words[at + 4]);
    pins.sAxilArready = bit(words[at + 5]);
    pins.sAxilRdata = words[at + 6];
    pins.sAxilRresp = words[at + 7];
    pins.sAxilRvalid = bit(words[at + 8]);
    if (user) {
      pins.mAxisTuser = words[at + 9];
    }
    if (interrupt) {
      pins.irq = bit(words[at + (user ? 10 : 9)]);
    }
  }

  /** Writes the output pins as words at {@code to}. */
  public void pack(Pins pins, int[] words, int to) {
    words[to] = bit(pins.sAxisTready);
    words[to + 1] = bit(pins.mAxisTvalid);
    packData(pins.mAxisTdata, words, to + 2);
    int at = to + 2 + dataOut;
    words[at] = bit(pins.mAxisTlast);
    words[at + 1] = bit(pins.sAxilAwready);
    words[at + 2] = bit(pins.sAxilWready);
    words[at + 3] = pins.sAxilBresp;
    words[at + 4] = bit(pins.sAxilBvalid);
    words[at + 5] = bit(pins.sAxilArready);
    words[at + 6] = pins.sAxilRdata;
    words[at + 7] = pins.sAxilRresp;
    words[at + 8] = bit(pins.sAxilRvalid);
    if (user) {
      words[at + 9] = pins.mAxisTuser;
    }
    if (interrupt) {
      words[at + (user ? 10 : 9)] = bit(pins.irq);
    }
  }

  private void packData(int[] elements, int[] words, int to) {
    int mask = -1 >>> (Integer.SIZE - slotBits);
    int shift = 0;
    int word = to;
    int value = 0;
    for (int element : elements) {
      value |= (element & mask) << shift;
      shift += slotBits;
      if (shift == Integer.SIZE) {
        words[word++] = value;
        shift = 0;
        value = 0;
      }
    }
    if (shift > 0) {
      words[word] = value;
    }
  }

  private static boolean bit(int word) {
    return (word & 1) != 0;
  }

  private static int bit(boolean pin) {
    return pin ? 1 : 0;
  }
}
