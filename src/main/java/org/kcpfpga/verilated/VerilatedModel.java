package org.kcpfpga.verilated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.cache.Scratch;
import org.kcpfpga.common.UserError;
import org.kcpfpga.verilated.build.RecordLayout;
import org.kcpfpga.verilated.build.VerilatedCache;
import org.kcpfpga.verilated.build.VerilatedFailure;
import org.kcpfpga.verilated.build.VerilatedSource;

/**
 * A Verilated design, ready to run: {@code aclk} is driven here, everything else by the caller.
 *
 * <p>Instances are independent of each other, also of the same source. One instance is for one
 * thread at a time. When the design stops itself (a failed assertion, {@code $fatal}, {@code
 * $finish}) the call throws {@link VerilatedFailure} with the design's message, and so does every
 * later call. Stream and register calls hold aresetn at 1 and all pins they do not drive at 0.
 */
public final class VerilatedModel implements AutoCloseable {
  /** Cycles for which {@link #reset()} holds aresetn low. */
  public static final int RESET_CYCLES = 4;

  // Pin words of a native call. A call costs 1 us, which is nothing beside so many; and garbage
  // collection waits for its end, which is milliseconds away.
  private static final int BLOCK_WORDS = 1 << 16;

  private final VerilatedSource source;
  private final RecordLayout inputs;
  private final RecordLayout outputs;
  private final NativeShim shim;
  private final int blockCycles;
  private boolean closed;

  private VerilatedModel(VerilatedSource source, NativeShim shim) {
    this.source = source;
    this.shim = shim;
    inputs = source.inputs();
    outputs = source.outputs();
    blockCycles = Math.max(1, BLOCK_WORDS / Math.max(1, inputs.words() + outputs.words()));
  }

  /** Builds (or finds) the library in the standard cache and creates a model. */
  public static VerilatedModel build(VerilatedSource source) {
    return build(source, VerilatedCache.standard(), 1);
  }

  /**
   * Builds (or finds) the library and creates a model.
   *
   * @param seed of the values registers have before anything sets them (checked options); not 0
   */
  public static VerilatedModel build(VerilatedSource source, VerilatedCache cache, int seed) {
    NativeShim shim = NativeShim.load(cache.library(source));
    try {
      // Verilator reads 0 as "pick one": map it away, and keep the sign out.
      shim.call("kcp_create", Math.max(1, seed & Integer.MAX_VALUE));
      return new VerilatedModel(source, shim);
    } catch (RuntimeException e) {
      shim.close();
      throw e;
    }
  }

  /** The top module. */
  public String top() {
    return source.top();
  }

  /** Where the input pins stand in the record of a cycle. */
  public RecordLayout inputs() {
    return inputs;
  }

  /** Where the output pins stand in the record of a cycle. */
  public RecordLayout outputs() {
    return outputs;
  }

  /**
   * Runs; in each cycle the inputs are set, the outputs sampled before the rising edge, then the
   * clock rises.
   *
   * @param in records of inputs, {@code cycles * inputs().words()}
   * @param out receives the records of outputs, {@code cycles * outputs().words()}
   */
  public void run(int cycles, int[] in, int[] out) {
    open();
    checkLength("inputs", in, cycles, inputs.words());
    checkLength("outputs", out, cycles, outputs.words());
    NativeShim.PinBlock pins = new NativeShim.PinBlock(in, out);
    for (int done = 0; done < cycles; done += blockCycles) {
      shim.run(pins, done, Math.min(blockCycles, cycles - done));
    }
  }

  private static void checkLength(String what, int[] array, int cycles, int words) {
    if (cycles < 0 || array.length != (long) cycles * words) {
      throw new IllegalArgumentException(
          what + ": " + array.length + " words (expected: " + cycles + " * " + words + ")");
    }
  }

  /** Holds aresetn (and all other inputs) low for {@value #RESET_CYCLES} cycles. */
  public void reset() {
    open();
    shim.call("kcp_reset", RESET_CYCLES);
  }

  /** Sends and receives until all is there or nothing moves any more. */
  public StreamResult stream(StreamRequest request) {
    open();
    Beats beats = request.beats();
    int sent = width("s_axis_tdata", true);
    if (beats.words() != sent) {
      throw UserError.at("words of a beat", beats.words(), sent + ", as s_axis_tdata has");
    }
    return new StreamCall(shim).run(request, width("m_axis_tdata", false));
  }

  private int width(String name, boolean input) {
    return source.ports().stream()
        .filter(port -> port.name().equals(name) && port.input() == input)
        .findFirst()
        .orElseThrow(() -> new VerilatedFailure(name + ": no such pin"))
        .words();
  }

  /**
   * Reads the register at byte address {@code address}.
   *
   * @throws ErrorAnswer if the core answers with an error
   */
  public int readRegister(int address) {
    open();
    int[] value = new int[1];
    shim.call("kcp_read", address, value);
    return value[0];
  }

  /**
   * Writes the register at byte address {@code address}.
   *
   * @throws ErrorAnswer if the core answers with an error
   */
  public void writeRegister(int address, int value) {
    open();
    shim.call("kcp_write", address, value);
  }

  /** Cycles since the model was created. */
  public long cycles() {
    open();
    return shim.cycles();
  }

  /** What the design printed ($display), the newest 16 kB. */
  public String printed() {
    open();
    return shim.text("kcp_printed");
  }

  /** Writes waves to {@code vcd} from now until {@link #close()}; needs options with trace. */
  public void trace(Path vcd) {
    open();
    shim.call("kcp_trace", vcd.toString());
  }

  /**
   * Keeps a value change dump from now on, for {@link #takeTrace()}; needs options with trace.
   *
   * @return its head, all names
   */
  public String traceText() {
    open();
    shim.call("kcp_trace_text");
    return takeTrace();
  }

  /**
   * What came to the dump since the last call: what changed in the state before the rising edge of
   * each cycle. Also after the design stopped itself.
   */
  public String takeTrace() {
    open();
    return shim.text("kcp_trace_take");
  }

  /** What ran since the model was created; needs options with coverage. */
  public List<CoveragePoint> coverage() {
    open();
    try {
      Path folder = Scratch.folder("kcp-coverage");
      Path file = folder.resolve("coverage.dat");
      try {
        shim.call("kcp_coverage", file.toString());
        return CoveragePoint.read(file);
      } finally {
        Scratch.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NativeShim shim() {
    return shim;
  }

  private void open() {
    if (closed) {
      throw new IllegalStateException(source.top() + ": the model is closed");
    }
  }

  /** Frees the model and its library; a second call does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      shim.close();
    }
  }
}
