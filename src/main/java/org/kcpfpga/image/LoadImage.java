package org.kcpfpga.image;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.boundary.LoadMap;
import org.kcpfpga.plan.boundary.LoadTarget;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.ShiftField;
import org.kcpfpga.plan.boundary.ShiftMap;

/**
 * A model as it is loaded into a core.
 *
 * @param target what is written
 * @param words unsigned words of {@link LoadTarget#wordBits()} bits, in the order of writing
 */
public record LoadImage(LoadTarget target, List<BigInteger> words) {

  /** The images of a core's model, in the order of {@link LoadMap#of}. */
  public static List<LoadImage> of(Core core) {
    List<MemoryImage> memories = FactorImages.ofModel(core);
    List<LoadImage> images = new ArrayList<>();
    for (LoadTarget target : LoadMap.of(core.pipeline())) {
      images.add(new LoadImage(target, words(core, memories, target.name())));
    }
    return images;
  }

  /** A write of a register. */
  public record Write(int address, int data) {}

  /** All writes that give a core at rest its model. */
  public static List<Write> program(Core core) {
    List<Write> writes = new ArrayList<>();
    writes.add(new Write(RegisterMap.CONTROL, RegisterMap.BEGIN_LOAD));
    List<LoadImage> images = of(core);
    for (int number = 0; number < images.size(); number++) {
      writes.add(new Write(RegisterMap.LOAD_TARGET, number));
      for (int data : images.get(number).data()) {
        writes.add(new Write(RegisterMap.LOAD_DATA, data));
      }
    }
    return writes;
  }

  /** The checksum after this core's model was loaded. */
  public static int checksum(Core core) {
    int checksum = LoadMap.START;
    for (Write write : program(core)) {
      if (write.address() != RegisterMap.CONTROL) {
        checksum = LoadMap.step(checksum, write.data());
      }
    }
    return checksum;
  }

  /** The words as they are written: {@link LoadTarget#chunks()} of 32 bits each, lowest first. */
  public int[] data() {
    int chunks = target.chunks();
    int[] data = new int[words.size() * chunks];
    for (int i = 0; i < data.length; i++) {
      data[i] = words.get(i / chunks).shiftRight(i % chunks * Integer.SIZE).intValue();
    }
    return data;
  }

  private static List<BigInteger> words(Core core, List<MemoryImage> memories, String target) {
    if (target.equals(LoadMap.SHIFTS)) {
      return shifts(core);
    }
    FrontPlan front = core.pipeline().front();
    if (front != null && target.equals(front.name())) {
      return front(core, front);
    }
    String image = target.equals(LoadMap.BIAS) ? FactorImages.BIAS : target + "_factors";
    return memories.stream()
        .filter(memory -> memory.name().equals(core.module(image)))
        .findFirst()
        .orElseThrow()
        .words();
  }

  /** Order (row, column, fold). */
  private static List<BigInteger> front(Core core, FrontPlan plan) {
    List<BigInteger> words = new ArrayList<>();
    for (int row = 0; row < plan.lanes(); row++) {
      for (int column = 0; column < plan.columns(); column++) {
        for (int fold = 0; fold < plan.folds(); fold++) {
          words.add(unsigned(frontFactor(core, row, column, fold), plan.factorBits()));
        }
      }
    }
    return words;
  }

  /** V of the last mode that the cell in this row and column multiplies the beat's element with. */
  public static int frontFactor(Core core, int row, int column, int fold) {
    QuantisedOperator operator = core.model().input();
    int mode = operator.shape().modes();
    int rank = operator.shape().rank(mode);
    int j = fold * core.pipeline().front().lanes() + row;
    return operator.v(mode, column / rank, j, column % rank);
  }

  /** Stored as value - least; of a core with ROM the low bits, whatever the value. */
  private static List<BigInteger> shifts(Core core) {
    List<ShiftField> fields = ShiftMap.of(core.pipeline());
    List<Integer> values =
        core.plan().design().loadable()
            ? ShiftMap.values(core.pipeline(), core.model())
            : ShiftMap.unchecked(core.pipeline(), core.model());
    List<BigInteger> words = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      ShiftField field = fields.get(i);
      words.add(unsigned(values.get(i) - field.least(), field.bits()));
    }
    return words;
  }

  private static BigInteger unsigned(int value, int bits) {
    return BigInteger.valueOf(value).mod(BigInteger.ONE.shiftLeft(bits));
  }
}
