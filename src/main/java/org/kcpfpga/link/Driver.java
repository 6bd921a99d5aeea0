package org.kcpfpga.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.SystemMap;
import org.kcpfpga.tensor.Tensor;

/**
 * Runs sequences on a core: sees to it that the core has the model, streams frames, collects hidden
 * states, reads the counters, keeps states of sequences that go on later.
 */
public final class Driver {
  /** Activations sent in one call, which bounds the memory of a run. */
  private static final int CALL_ACTIVATIONS = 1 << 23;

  /** Reads of the state of rest, each of several cycles, that are enough after a last output. */
  private static final int REST_TRIES = 10_000;

  private final Deployment deployment;
  private final Link link;

  /**
   * A driver of a connected core. A loadable core is given the model, unless its checksum says that
   * it has it.
   *
   * @throws UserError if the core is not the one that the plan describes, has another model in ROM,
   *     or cannot be loaded as a frame is in flight
   */
  public Driver(Deployment deployment, Link link) {
    this.deployment = deployment;
    this.link = link;
    require("identity", RegisterMap.IDENTITY, RegisterMap.IDENTITY_VALUE);
    require("version", RegisterMap.VERSION, RegisterMap.version(deployment.plan()));
    require("plan hash", RegisterMap.PLAN_HASH, deployment.plan().hash());
    int checksum = deployment.checksum();
    if (deployment.plan().design().loadable() && link.read(RegisterMap.CHECKSUM) != checksum) {
      load();
    }
    requireModel(checksum);
  }

  private void requireModel(int checksum) {
    int found = link.read(RegisterMap.CHECKSUM);
    if (found != checksum) {
      throw UserError.at(
          "core: model checksum",
          hex(found),
          hex(checksum)
              + "; the core holds another model, or the same with other scales: --calibrate with"
              + " the samples it was generated with, or --design with its folder");
    }
  }

  private void load() {
    requireRest();
    link.writeAll(LoadImage.program(deployment.core()));
  }

  private void require(String name, int address, int expected) {
    int found = link.read(address);
    if (found != expected) {
      throw UserError.at("core: " + name, hex(found), hex(expected));
    }
  }

  private static String hex(int word) {
    return String.format(Locale.ROOT, "%08x", word);
  }

  /**
   * What a run gave.
   *
   * @param hidden hidden states as integers, by sequence and step
   * @param figures cycles and counters
   */
  public record Outcome(List<int[]> hidden, RunFigures figures) {
    public long cycles() {
      return figures.cycles();
    }

    public Map<String, Long> counters() {
      return figures.counters();
    }
  }

  /** Streams frames and reads the counters afterwards. */
  public Outcome run(List<Frame> frames, Traffic traffic) {
    link.write(RegisterMap.CONTROL, RegisterMap.CLEAR_COUNTERS);
    int perCall = Math.max(1, CALL_ACTIVATIONS / deployment.model().inSize());
    List<int[]> hidden = new ArrayList<>();
    StepTimes times = new StepTimes(deployment.plan().cycles());
    long cycles = 0;
    for (int from = 0; from < frames.size(); from += perCall) {
      List<Frame> part = frames.subList(from, Math.min(frames.size(), from + perCall));
      Transfer transfer = link.stream(part, traffic);
      hidden.addAll(transfer.outputs());
      boolean unknown = cycles == Transfer.UNKNOWN || transfer.cycles() == Transfer.UNKNOWN;
      cycles = unknown ? Transfer.UNKNOWN : cycles + transfer.cycles();
      times.add(transfer.stepEnds());
    }
    Map<String, Long> counters = counters(frames.size(), cycles);
    return new Outcome(
        hidden, new RunFigures(cycles, times.first(), times.interval(), 1, counters));
  }

  /**
   * The state of a sequence after the last step of a run, from which it can be resumed.
   *
   * @param slot which of the core's sequences
   * @param h what the core delivered for that step: only an LSTM's c has to be read from it
   * @throws UserError if the core is not at rest
   */
  public CoreState state(int slot, int[] h) {
    requireRest();
    boolean kept = deployment.quantised().cell().keepsCell();
    long[] c = new long[kept ? h.length : 0];
    link.write(RegisterMap.SEQUENCE, slot);
    for (int e = 0; e < c.length; e++) {
      c[e] = link.read(RegisterMap.STATE_DATA);
    }
    return new CoreState(h.clone(), c);
  }

  /**
   * Gives a sequence a state: its next step, sent without start, goes on from there.
   *
   * @throws UserError if the core is not at rest, or the state has another size
   */
  public void resume(int slot, CoreState state) {
    int size = deployment.quantised().hiddenSize();
    if (state.h().length != size) {
      throw UserError.at("state: h", state.h().length + " values", size + " values");
    }
    requireRest();
    link.write(RegisterMap.SEQUENCE, slot);
    for (long value : state.c()) {
      link.write(RegisterMap.STATE_DATA, (int) value);
    }
    for (int value : state.h()) {
      link.write(RegisterMap.HIDDEN_DATA, value);
    }
  }

  /** The hidden side may still contract the last step when its output is delivered. */
  private void requireRest() {
    for (int tries = 0; tries < REST_TRIES; tries++) {
      if ((link.read(RegisterMap.CONTROL) & RegisterMap.AT_REST) != 0) {
        return;
      }
    }
    throw UserError.at("core", "a frame in flight", "a core at rest");
  }

  /**
   * Errors, counts and checksum; windows, which a core that is not at rest refuses, are none. What
   * counts modulo 2^bits is a total only if the run was too short to wrap it: null otherwise, but
   * for steps, of which the host knows how many there were.
   */
  private Map<String, Long> counters(long steps, long cycles) {
    int bits = deployment.plan().design().counters().events();
    boolean whole = cycles != Transfer.UNKNOWN && cycles >> bits == 0;
    Map<String, Long> counters = new LinkedHashMap<>();
    for (RegisterMap.Register register : RegisterMap.of(deployment.plan())) {
      int address = register.address();
      boolean window = address >= RegisterMap.LOAD_TARGET && address <= RegisterMap.HIDDEN_DATA;
      if (address < RegisterMap.ERRORS || window || address >= SystemMap.PARTS) {
        continue;
      }
      long found = Integer.toUnsignedLong(link.read(address));
      boolean wraps = address >= RegisterMap.STEPS && address <= RegisterMap.DROPPED;
      counters.put(
          register.name(), wraps && !whole ? wrapped(address, found, steps) : Long.valueOf(found));
    }
    return counters;
  }

  /** The total behind a count that may have wrapped, if the host knows it, else null. */
  private Long wrapped(int address, long found, long steps) {
    long mask = (1L << deployment.plan().design().counters().events()) - 1;
    return address == RegisterMap.STEPS && found == (steps & mask) ? Long.valueOf(steps) : null;
  }

  /** Hidden states of frames in this order as numbers, [sequences, steps, M]. */
  public Tensor numbers(List<int[]> hidden, Interleaving order) {
    int size = deployment.model().hiddenSize();
    double[] values = new double[hidden.size() * size];
    for (int frame = 0; frame < hidden.size(); frame++) {
      int at = order.vector(frame) * size;
      for (int e = 0; e < size; e++) {
        values[at + e] = deployment.quantised().hiddenValue(hidden.get(frame)[e]);
      }
    }
    return Tensor.of(new int[] {order.sequences(), order.steps(), size}, values);
  }
}
