package org.kcpfpga.link.device;

import org.kcpfpga.link.Frame;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.TopPorts;

/**
 * Vectors as the bytes of a core's streams: one slot of 1, 2 or 4 bytes an activation, the lowest
 * byte first. Beats are whole slots, so that no padding lies between them.
 */
final class FrameBytes {
  private final int slot;
  private final int inputBeat;
  private final int outputBeat;
  private final int outputSize;

  FrameBytes(AcceleratorPlan plan) {
    slot = TopPorts.slotBits(plan.design().bits().activation()) / 8;
    inputBeat = slot * plan.pipeline().stream().busLanes();
    outputBeat = slot * plan.design().lanes().output();
    outputSize = slot * plan.design().hiddenSize();
  }

  /** Bytes of an input beat. */
  int inputBeat() {
    return inputBeat;
  }

  /** Bytes of an output beat. */
  int outputBeat() {
    return outputBeat;
  }

  /** Bytes of an output vector. */
  int outputSize() {
    return outputSize;
  }

  byte[] of(Frame frame) {
    int[] x = frame.x();
    byte[] bytes = new byte[slot * x.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (x[i / slot] >> 8 * (i % slot));
    }
    return bytes;
  }

  /** The activations in an output vector's bytes. */
  int[] vector(byte[] bytes) {
    int[] vector = new int[bytes.length / slot];
    for (int i = 0; i < vector.length; i++) {
      // the highest byte of a slot has the sign
      int value = bytes[slot * i + slot - 1];
      for (int part = slot - 2; part >= 0; part--) {
        value = value << 8 | bytes[slot * i + part] & 0xFF;
      }
      vector[i] = value;
    }
    return vector;
  }
}
