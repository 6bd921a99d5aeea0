package org.kcpfpga.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.DesignCopies;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.Design;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellDefinition.Activation;

/** Every factor entry in its place, found by a model whose entries are all different. */
@Tag("slow")
class FactorImagesTest {
  private static final int DESIGNS = 40;

  /** The images besides factors: a linear cell has no table, a plain one only tanh. */
  private static List<String> rest(CellPlan cell) {
    List<String> names = new ArrayList<>();
    for (int lane = 0; lane < cell.lanes(); lane++) {
      names.add(cell.lanes() == 1 ? "bias" : "bias_lane" + lane);
    }
    switch (cell.kind().plain()) {
      case LSTM, GRU, GRU_RESET_BEFORE, MGU ->
          names.addAll(List.of(cell.kind().gateFunction().label(), "tanh"));
      case RNN -> names.add("tanh");
      default -> {
        // a linear cell has none
      }
    }
    names.sort(null);
    return names;
  }

  @Test
  void everyEntryStandsInItsMemoryExactlyOnceAndWhereTheLayoutSays() {
    SplittableRandom r = RandomDesigns.random("FactorImagesTest", 9);
    RandomDesigns.Limits limits = new RandomDesigns.Limits(4, 12, 4, 6, 144, 128);
    int entries = 0;
    int folded = 0;
    int identities = 0;
    for (int i = 0; i < DESIGNS; i++) {
      Core core = core(wide(RandomDesigns.design(r, limits)));
      Map<String, MemoryImage> images = byName(core);
      for (ContractPlan stage : core.pipeline().input().contract()) {
        entries += contract(core, stage, images.remove(stage.name() + "_factors"));
      }
      for (ContractPlan stage : core.pipeline().hidden().contract()) {
        folded += stage.folds() > 1 && stage.fanLanes() > 1 ? 1 : 0;
        entries += contract(core, stage, images.remove(stage.name() + "_factors"));
      }
      List<ExpandPlan> expands = new ArrayList<>(core.pipeline().input().expand());
      expands.addAll(core.pipeline().hidden().expand());
      for (ExpandPlan stage : expands) {
        // an identity has no image: it would be left over below
        if (stage.identity()) {
          identities++;
        } else {
          entries += expand(core, stage, images.remove(stage.name() + "_factors"));
        }
      }
      assertThat(images.keySet()).containsExactlyElementsOf(rest(core.pipeline().cell()));
    }
    assertThat(entries).isGreaterThan(100 * DESIGNS);
    // or the order of folds and lanes would not matter
    assertThat(folded).isPositive();
    assertThat(identities).isPositive();
  }

  /** Word (index block, term block, fold), entry (index, term of the word, lane of the fan). */
  private static int contract(Core core, ContractPlan plan, MemoryImage image) {
    List<Integer> found = size(image, plan.factorWords(), plan.factorEntries(), plan.factorBits());
    QuantisedOperator operator = SideOperator.operator(core.model(), plan.side());
    OperatorShape shape = operator.shape();
    boolean shared = plan.first();
    int[] v = operator.v()[plan.mode() - 1];
    assertThat(found).as(plan.name()).containsExactlyInAnyOrderElementsOf(list(v));
    for (int at = 0; at < v.length; at++) {
      int rank = at % shape.rank(plan.mode());
      int j = at / shape.rank(plan.mode()) % shape.in(plan.mode());
      int k = at / shape.rank(plan.mode()) / shape.in(plan.mode());
      // in mode d the terms stand side by side in the fan
      int fan = shared ? k * shape.rank(plan.mode()) + rank : rank;
      int term = shared ? 0 : k;
      int word =
          (j / plan.indexLanes() * plan.termBlocks() + term / plan.termsPerWord()) * plan.folds()
              + fan / plan.fanLanes();
      int inWord = j % plan.indexLanes() * plan.termsPerWord() + term % plan.termsPerWord();
      int entry = inWord * plan.fanLanes() + fan % plan.fanLanes();
      assertThat(found.get(word * plan.factorEntries() + entry)).as(plan.name()).isEqualTo(v[at]);
    }
    return v.length;
  }

  /**
   * Word (outputs, term block, gate block in mode 1, reduction block), entry (o, term, gate, r).
   */
  private static int expand(Core core, ExpandPlan plan, MemoryImage image) {
    List<Integer> found = size(image, plan.factorWords(), plan.factorEntries(), plan.factorBits());
    QuantisedOperator operator = SideOperator.operator(core.model(), plan.side());
    OperatorShape shape = operator.shape();
    boolean last = plan.mode() == shape.modes();
    boolean first = plan.mode() == 1;
    int[] u = operator.u()[plan.mode() - 1];
    assertThat(found).as(plan.name()).containsExactlyInAnyOrderElementsOf(list(u));
    for (int at = 0; at < u.length; at++) {
      int rank = at % shape.rank(plan.mode());
      int row = at / shape.rank(plan.mode()) % shape.rows(plan.mode());
      int k = at / shape.rank(plan.mode()) / shape.rows(plan.mode());
      // in mode d all terms are one sum, in mode 1 the gates are rows
      int reduction = last ? k * shape.rank(plan.mode()) + rank : rank;
      int term = last ? 0 : k;
      int gate = first ? row / plan.size() : 0;
      int gateLanes = first ? plan.gateLanes() : 1;
      int gateBlocks = first ? plan.gates() / plan.gateLanes() : 1;
      int o = row % plan.size();
      int block = o / plan.outputLanes() * plan.termBlocks() + term / plan.termsPerWord();
      int inWord = o % plan.outputLanes() * plan.termsPerWord() + term % plan.termsPerWord();
      int word =
          (block * gateBlocks + gate / gateLanes) * plan.reductionBlocks()
              + reduction / plan.reductionLanes();
      int entry =
          (inWord * gateLanes + gate % gateLanes) * plan.reductionLanes()
              + reduction % plan.reductionLanes();
      assertThat(found.get(word * plan.factorEntries() + entry)).as(plan.name()).isEqualTo(u[at]);
    }
    return u.length;
  }

  @Test
  void theBiasStandsByElementWithAllGatesInAWord() {
    Core core = core(wide(RandomDesigns.design(RandomDesigns.random("FactorImagesTest bias", 10))));
    int size = core.model().hiddenSize();
    List<Integer> found = size(byName(core).get("bias"), size, 4, core.bits().latent());
    for (int gate = 0; gate < 4; gate++) {
      for (int element = 0; element < size; element++) {
        assertThat(found.get(element * 4 + gate))
            .isEqualTo(core.model().bias()[gate * size + element]);
      }
    }
  }

  @Test
  void aTableWordHoldsTheSlopeAboveTheValue() {
    SplittableRandom r = RandomDesigns.random("FactorImagesTest tables", 11);
    for (int i = 0; i < 10; i++) {
      Design design = RandomDesigns.design(r);
      Core core = new Core(Planner.plan(design), RandomDesigns.deployment(design, i).quantised());
      int latent = core.bits().latent();
      for (Activation function : design.cell().definition().functions()) {
        table(byName(core).get(function.label()), ActivationTable.of(function, latent), latent);
      }
    }
  }

  private static void table(MemoryImage image, ActivationTable table, int latent) {
    int slopeBits = ActivationTable.slopeBits(latent);
    assertThat(image.width()).isEqualTo(latent + slopeBits);
    assertThat(image.words()).hasSize(1 << Math.min(8, latent));
    for (int segment = 0; segment < image.words().size(); segment++) {
      BigInteger word = image.words().get(segment);
      assertThat(signed(word, 0, latent)).isEqualTo(table.base()[segment]);
      assertThat(signed(word, latent, slopeBits)).isEqualTo(table.slope()[segment]);
    }
  }

  @Test
  void theTextIsOneHexadecimalWordALineOfEqualLengths() {
    List<BigInteger> words = List.of(BigInteger.ZERO, BigInteger.TEN, BigInteger.valueOf(0x1ff));
    assertThat(new MemoryImage("m", 9, words).text()).isEqualTo("000\n00a\n1ff\n");
  }

  /** Checks depth and width, and returns the entries, word by word, lowest first. */
  private static List<Integer> size(MemoryImage image, int words, int entries, int bits) {
    assertThat(image.words()).as(image.name()).hasSize(words);
    assertThat(image.width()).as(image.name()).isEqualTo(entries * bits);
    return image.words().stream()
        .peek(word -> assertThat(word.bitLength()).isLessThanOrEqualTo(image.width()))
        .flatMap(word -> IntStream.range(0, entries).mapToObj(e -> signed(word, e * bits, bits)))
        .toList();
  }

  private static int signed(BigInteger word, int from, int bits) {
    int value = word.shiftRight(from).intValue() & ((1 << bits) - 1);
    return value << (32 - bits) >> (32 - bits);
  }

  private static Map<String, MemoryImage> byName(Core core) {
    return FactorImages.of(core).stream()
        .collect(
            Collectors.toMap(
                image -> image.name().replace(core.top().replaceFirst("core$", ""), ""),
                Function.identity(),
                (a, b) -> b,
                TreeMap::new));
  }

  /** 18 bits everywhere: room for 2^18 different entries. */
  private static Design wide(Design d) {
    return DesignCopies.withBits(d, new BitWidths(18, 18, 18, 18));
  }

  /** A core whose factors and biases count upwards, so that no two of a memory are the same. */
  private static Core core(Design design) {
    AcceleratorPlan plan = Planner.plan(design);
    QuantisedModel model = RandomDesigns.deployment(design, 1).quantised();
    return new Core(
        plan,
        new QuantisedModel(
            model.cell(),
            model.bits(),
            model.fractions(),
            counted(model.input()),
            model.hidden() == null ? null : counted(model.hidden()),
            IntStream.range(0, model.bias().length).map(i -> 3 * i - 50).toArray(),
            model.hiddenBias(),
            model.scales()));
  }

  private static QuantisedOperator counted(QuantisedOperator operator) {
    return new QuantisedOperator(
        operator.shape(),
        counted(operator.u(), -7000),
        counted(operator.v(), -5000),
        operator.contractShift(),
        operator.expandShift(),
        operator.contractFraction(),
        operator.expandFraction(),
        operator.identity());
  }

  private static int[][] counted(int[][] factors, int from) {
    int[][] counted = new int[factors.length][];
    int next = from;
    for (int mode = 0; mode < factors.length; mode++) {
      counted[mode] = IntStream.range(next, next + factors[mode].length).toArray();
      next += factors[mode].length;
    }
    return counted;
  }

  private static List<Integer> list(int[] values) {
    return IntStream.of(values).boxed().toList();
  }
}
