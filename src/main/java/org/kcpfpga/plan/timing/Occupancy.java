package org.kcpfpga.plan.timing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;

/**
 * What moves in each cycle of some steps in steady state.
 *
 * @param cycles of these steps
 * @param rows input, stages in stream order, output
 */
public record Occupancy(int cycles, List<Row> rows) {
  /**
   * One stage or port.
   *
   * @param name of the stage, or "input", "output"
   * @param products that it does at once when it moves, 0 for ports
   * @param bank the multipliers that it shares, or null
   * @param active cycles in which it moves
   */
  public record Row(String name, int products, String bank, BitSet active) {}

  /** Watches the nodes of a pipeline: input, stages, output. */
  static final class Recorder {
    private final Pipeline pipeline;
    private final List<TimedNode> nodes;
    private final List<BitSet> active = new ArrayList<>();

    Recorder(Pipeline pipeline, List<TimedNode> nodes) {
      this.pipeline = pipeline;
      this.nodes = nodes;
      nodes.forEach(node -> active.add(new BitSet()));
    }

    void record(int cycle) {
      for (int i = 0; i < nodes.size(); i++) {
        active.get(i).set(cycle, nodes.get(i).active());
      }
    }

    Occupancy occupancy(int cycles) {
      List<Row> rows = new ArrayList<>();
      rows.add(new Row("input", 0, null, active.get(0)));
      for (Stage stage : pipeline.stages()) {
        var bank = pipeline.bankOf(stage.name());
        rows.add(
            new Row(
                stage.name(),
                stage.parallelProducts(),
                bank == null ? null : bank.name(),
                active.get(rows.size())));
      }
      rows.add(new Row("output", 0, null, active.get(rows.size())));
      return new Occupancy(cycles, List.copyOf(rows));
    }
  }
}
