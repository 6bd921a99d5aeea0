package org.kcpfpga.plan.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;

/**
 * What a loadable core is given, in the order of the target numbers: the front, the factors of all
 * other stages in stream order, the bias, the shifts.
 *
 * <p>Words are those of the memory images. The systolic front takes one factor a word, in the order
 * (row, column, fold), through a chain of all its cells: every word moves all others on. A shift is
 * a word of its own, in the order of {@link ShiftMap}.
 *
 * <p>The checksum is a signature register with the polynomial of CRC-32: {@link #START} when a load
 * begins, then {@link #step} for the number of every target selected and for every write of data.
 */
public final class LoadMap {
  public static final String BIAS = "bias";
  public static final String SHIFTS = "shifts";

  /** The checksum at the beginning of a load. */
  public static final int START = -1;

  /** Bits of the polynomial below the highest. */
  public static final int POLYNOMIAL = 0x04C11DB7;

  /** The factors of a stage as a target; none where nothing is multiplied by a factor. */
  private static final Stage.Cases<Optional<LoadTarget>> FACTORS =
      new Stage.Cases<>() {
        @Override
        public Optional<LoadTarget> front(FrontPlan front) {
          int entries = front.parallelProducts() * front.folds();
          return Optional.of(new LoadTarget(front.name(), front.factorBits(), entries));
        }

        @Override
        public Optional<LoadTarget> contract(ContractPlan contract) {
          int bits = contract.factorEntries() * contract.factorBits();
          return Optional.of(new LoadTarget(contract.name(), bits, contract.factorWords()));
        }

        @Override
        public Optional<LoadTarget> expand(ExpandPlan expand) {
          int bits = expand.factorEntries() * expand.factorBits();
          return expand.identity()
              ? Optional.empty()
              : Optional.of(new LoadTarget(expand.name(), bits, expand.factorWords()));
        }

        @Override
        public Optional<LoadTarget> cell(CellPlan cell) {
          return Optional.empty();
        }
      };

  private LoadMap() {}

  /** The targets of a pipeline. */
  public static List<LoadTarget> of(Pipeline pipeline) {
    List<LoadTarget> targets = new ArrayList<>();
    for (Stage stage : pipeline.stages()) {
      stage.match(FACTORS).ifPresent(targets::add);
    }
    CellPlan cell = pipeline.cell();
    targets.add(new LoadTarget(BIAS, cell.lanes() * cell.biasWordBits(), cell.biasWords()));
    List<ShiftField> shifts = ShiftMap.of(pipeline);
    int widest = shifts.stream().mapToInt(ShiftField::bits).max().orElseThrow();
    targets.add(new LoadTarget(SHIFTS, widest, shifts.size()));
    return List.copyOf(targets);
  }

  /** The checksum after one more number. */
  public static int step(int checksum, int data) {
    return checksum << 1 ^ (checksum < 0 ? POLYNOMIAL : 0) ^ data;
  }
}
