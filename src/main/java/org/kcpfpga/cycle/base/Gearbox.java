package org.kcpfpga.cycle.base;

import java.util.Arrays;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.plan.StreamPlan;

/** Takes bus beats of B elements and gives beats of p: a token is an element, sign-extended. */
public final class Gearbox extends Producer {
  private final int busLanes;
  private final int lanes;

  /** The most elements held that leave room for another beat. */
  private final int roomAt;

  /** Bits above an element in an int. */
  private final int unused;

  /** Flags of every bus beat in the ring. */
  private final int[] flags;

  private int elements;
  private int tail;
  private int tailBeat;

  /** The bus beat that the next pop reaches into, and its elements taken before the next pop. */
  private int headBeat;

  private int taken;

  /** {@code fibre}: elements that stay where they are until the last beat of them is popped. */
  public Gearbox(StreamPlan plan, int fibre) {
    super(ringSize(plan, fibre));
    busLanes = plan.busLanes();
    lanes = plan.lanes();
    roomAt = (plan.capacity() - plan.beatUnits()) * plan.unit();
    unused = Integer.SIZE - plan.elementBits();
    flags = new int[tokens.length / busLanes];
    reset();
  }

  /** At least what is held, and so that neither a beat nor a fibre wraps: a multiple of both. */
  private static int ringSize(StreamPlan plan, int fibre) {
    int common = plan.busLanes() * (fibre / IntMath.gcd(plan.busLanes(), fibre));
    int held = plan.capacity() * plan.unit() + fibre;
    return (held + common - 1) / common * common;
  }

  @Override
  public void reset() {
    headReady = NEVER;
    head = 0;
    elements = 0;
    tail = 0;
    tailBeat = 0;
    headBeat = 0;
    taken = 0;
  }

  /** Whether a bus beat fits, asked before anyone moves. */
  boolean room() {
    return elements <= roomAt;
  }

  /** Accepts a bus beat in cycle {@code now}. */
  void accept(long now, int[] data, int flag) {
    int at = tail;
    for (int i = 0; i < data.length; i++) {
      tokens[at + i] = data[i] << unused >> unused;
    }
    added(now, flag);
  }

  /** Accepts a bus beat as the words of its pins have it. */
  void accept(long now, PinWords words, int[] inputs, int from, int flag) {
    words.unpackElements(inputs, from, tokens, tail);
    added(now, flag);
  }

  /** A bus beat of zeros. */
  void pad(long now, int flag) {
    Arrays.fill(tokens, tail, tail + busLanes, 0);
    added(now, flag);
  }

  private void added(long now, int flag) {
    flags[tailBeat] = flag;
    tail += busLanes;
    if (++tailBeat == flags.length) {
      tailBeat = 0;
      tail = 0;
    }
    if (elements < lanes) {
      // A bus beat is never narrower than the lanes.
      filled(now + 1);
    }
    elements += busLanes;
  }

  /** Flags of the bus beat of the last element of the head. */
  @Override
  public int flags() {
    boolean next = taken + lanes > busLanes;
    return flags[next ? after(headBeat) : headBeat];
  }

  private int after(int beat) {
    return beat + 1 == flags.length ? 0 : beat + 1;
  }

  @Override
  public void pop() {
    head += lanes;
    if (head == tokens.length) {
      head = 0;
    }
    taken += lanes;
    if (taken >= busLanes) {
      taken -= busLanes;
      headBeat = after(headBeat);
    }
    elements -= lanes;
    if (elements < lanes) {
      follows(NEVER);
    }
  }
}
