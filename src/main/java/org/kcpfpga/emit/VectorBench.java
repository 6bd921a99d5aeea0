package org.kcpfpga.emit;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;

/**
 * A test bench in Verilog-2001 for any simulator: it loads the model where it can be loaded, sends
 * frames with gaps, takes outputs with stalls, and compares them, the registers and the states with
 * the functional model.
 */
public final class VectorBench {
  /** How the name of its file ends. */
  static final String FILE = "_bench.v";

  private static final String NAME = "bench";
  private static final long MOST_BEATS = 10_000_000;

  /** Cycles without anything that are surely too many, besides those of steps. */
  private static final int PATIENCE = 20_000;

  private final Core core;
  private final AcceleratorPlan plan;
  private final BenchVectors vectors;
  private final long seed;

  private VectorBench(Core core, int frames, long seed) {
    this.core = core;
    this.plan = core.plan();
    this.seed = seed;
    this.vectors = new BenchVectors(core, frames, seed);
  }

  /** The module of a core's bench. */
  public static String module(Core core) {
    return core.module(NAME);
  }

  /**
   * The bench and its data, file name to text.
   *
   * @param frames good ones, at least 1
   * @throws UserError if they are too few, or too many to be kept in files
   */
  public static Map<String, String> files(Core core, int frames, long seed) {
    long most = MOST_BEATS / core.plan().pipeline().stream().beats();
    if (frames < 1 || frames > most) {
      throw UserError.at("--vectors", frames, "1 to " + most);
    }
    return new VectorBench(core, frames, seed).files();
  }

  /** The file of the bench among the documents of a core. */
  public static String file(EmittedDesign design) {
    return design.documents().keySet().stream()
        .filter(name -> name.endsWith(FILE))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(design.top() + ": no bench"));
  }

  /** The files that the bench of a core reads, besides its memory images. */
  public static List<String> data(EmittedDesign design) {
    String stem = file(design).replaceFirst("\\.v$", "_");
    return design.documents().keySet().stream()
        .filter(name -> name.startsWith(stem) || name.equals(Emitter.LOAD))
        .toList();
  }

  private Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put(core.module(NAME + ".v"), Template.filled("bench.v", values()));
    files.put(core.module(NAME + "_input.mem"), lines(vectors.input()));
    files.put(core.module(NAME + "_output.mem"), lines(vectors.output()));
    return files;
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private Map<String, Object> values() {
    StreamPlan stream = plan.pipeline().stream();
    int slot = TopPorts.slotBits(stream.elementBits());
    long cycles = plan.cycles().interval() + plan.cycles().latency();
    Map<String, Object> values = new HashMap<>();
    values.put("bench", module(core));
    values.put("top", core.top());
    values.put("seed", seed);
    values.put("steps", vectors.steps());
    values.put("dropped", vectors.dropped());
    values.put("beats", vectors.input().size());
    values.put("outputs", vectors.output().size());
    values.put("outputBeats", plan.design().hiddenSize() / plan.design().lanes().output());
    values.put("lanes", plan.design().lanes().output());
    values.put("slot", slot);
    values.put("wait", BenchVectors.WAIT_BITS);
    values.put("user", stream.userBits());
    values.put("inData", stream.busLanes() * slot);
    values.put("outData", plan.design().lanes().output() * slot);
    values.put("patience", PATIENCE + 4 * cycles);
    values.put("pins", pins());
    values.put("connections", connections());
    values.put("loads", plan.design().loadable() ? LoadImage.program(core).size() : 0);
    BenchAccesses accesses = new BenchAccesses(core, vectors);
    values.put("before", accesses.before());
    values.put("after", accesses.after());
    return values;
  }

  private String pins() {
    return TopPorts.of(plan).stream()
        .map(
            pin ->
                String.format(
                    Locale.ROOT,
                    pin.input() ? "  reg  [%d:0] %s = 0;%n" : "  wire [%d:0] %s;%n",
                    pin.width() - 1,
                    pin.name()))
        .collect(Collectors.joining());
  }

  private String connections() {
    return TopPorts.of(plan).stream()
        .map(Port::name)
        .map(name -> "    ." + name + "(" + name + ")")
        .collect(Collectors.joining(",\n"));
  }
}
