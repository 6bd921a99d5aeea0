package org.kcpfpga.link.simulated;

import java.util.List;
import org.kcpfpga.link.Frame;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.Beats;

/** How activations lie in the words of stream beats. */
public final class BeatFormat {
  private final int slotBits;
  private final int busLanes;
  private final int outputLanes;
  private final int inputSize;
  private final int hiddenSize;

  public BeatFormat(AcceleratorPlan plan) {
    slotBits = TopPorts.slotBits(plan.design().bits().activation());
    busLanes = plan.pipeline().stream().busLanes();
    outputLanes = plan.design().lanes().output();
    inputSize = plan.design().inSize();
    hiddenSize = plan.design().hiddenSize();
  }

  /** Words of an input beat. */
  public int inputWords() {
    return (busLanes * slotBits + 31) / 32;
  }

  /** Output beats of a step. */
  public int outputBeats() {
    return hiddenSize / outputLanes;
  }

  /** Input beats of a step. */
  public int inputBeats() {
    return inputSize / busLanes;
  }

  /** The beats of frames, whole and in order. */
  public Beats pack(List<Frame> frames) {
    Beats beats = new Beats(inputWords());
    for (Frame frame : frames) {
      for (int beat = 0; beat < inputBeats(); beat++) {
        boolean last = beat == inputBeats() - 1;
        beats.add(words(frame.x(), beat), last, beat == 0 ? frame.user() : 0);
      }
    }
    return beats;
  }

  private int[] words(int[] x, int beat) {
    int[] words = new int[inputWords()];
    int mask = slotBits == 32 ? -1 : (1 << slotBits) - 1;
    for (int lane = 0; lane < busLanes; lane++) {
      int bit = lane * slotBits;
      words[bit / 32] |= (x[beat * busLanes + lane] & mask) << bit % 32;
    }
    return words;
  }

  /** Lane {@code lane} of an output beat whose data starts at {@code from}. */
  public int output(int[] words, int from, int lane) {
    int bit = lane * slotBits;
    int shift = 32 - slotBits;
    return words[from + bit / 32] >> bit % 32 << shift >> shift;
  }

  public int outputLanes() {
    return outputLanes;
  }
}
