package org.kcpfpga.image;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.rnn.CellDefinition.Activation;

/** The words of every memory: factors, bias and tables, in the order in which the stages read. */
public final class FactorImages {
  public static final String BIAS = "bias";

  private final Core core;
  private final List<MemoryImage> images = new ArrayList<>();

  private FactorImages(Core core) {
    this.core = core;
  }

  /** The images of a core's read-only memories. */
  public static List<MemoryImage> of(Core core) {
    FactorImages images = new FactorImages(core);
    if (!core.plan().design().loadable()) {
      images.factors();
      int lanes = core.pipeline().cell().lanes();
      for (int lane = 0; lane < lanes; lane++) {
        images.bias(bias(core, lane), lane, lanes, 1);
      }
    }
    images.tables();
    return images.images;
  }

  /** The images of what depends on the model, whether it is in ROM or loaded. */
  static List<MemoryImage> ofModel(Core core) {
    FactorImages images = new FactorImages(core);
    images.factors();
    images.bias(core.module(BIAS), 0, 1, core.pipeline().cell().lanes());
    return images.images;
  }

  /** Named like the modules, so that the images of two cores on one chip stay apart. */
  public static String name(Core core, Stage plan) {
    return core.module(plan.name() + "_factors");
  }

  /** The name of the biases of a lane of the cell. */
  public static String bias(Core core, int lane) {
    String all = core.module(BIAS);
    return core.pipeline().cell().lanes() == 1 ? all : all + "_lane" + lane;
  }

  private void factors() {
    Pipeline pipeline = core.pipeline();
    pipeline.input().contract().forEach(this::contract);
    pipeline.input().expand().forEach(this::expand);
    pipeline.hidden().expand().forEach(this::expand);
    pipeline.hidden().contract().forEach(this::contract);
  }

  private void tables() {
    int latent = core.bits().latent();
    for (Activation function : core.pipeline().cell().kind().definition().functions()) {
      table(function.label(), ActivationTable.of(function, latent));
    }
  }

  /** Address (index block, term block, fold), entries (index lane, term of the word, lane). */
  private void contract(ContractPlan plan) {
    WordPacker words = new WordPacker(plan.factorBits());
    for (int index = 0; index < plan.indexBlocks(); index++) {
      for (int block = 0; block < plan.termBlocks(); block++) {
        for (int fold = 0; fold < plan.folds(); fold++) {
          for (int lane = 0; lane < plan.indexLanes(); lane++) {
            contractEntries(plan, words, index * plan.indexLanes() + lane, block, fold);
          }
          words.end();
        }
      }
    }
    images.add(words.image(name(core, plan)));
  }

  /** Entries (term of the word, lane) of an index. */
  private void contractEntries(ContractPlan plan, WordPacker words, int j, int block, int fold) {
    QuantisedOperator operator = SideOperator.operator(core.model(), plan.side());
    int rank = operator.shape().rank(plan.mode());
    for (int inWord = 0; inWord < plan.termsPerWord(); inWord++) {
      for (int lane = 0; lane < plan.fanLanes(); lane++) {
        int fan = fold * plan.fanLanes() + lane;
        int term = plan.first() ? fan / rank : block * plan.termsPerWord() + inWord;
        words.entry(operator.v(plan.mode(), term, j, plan.first() ? fan % rank : fan));
      }
    }
  }

  /**
   * Address (output block, term block, gate block unless gated, reduction block); none for U = I.
   */
  private void expand(ExpandPlan plan) {
    if (plan.identity()) {
      return;
    }
    WordPacker words = new WordPacker(plan.factorBits());
    int gateBlocks = plan.gated() ? 1 : plan.gateBlocks();
    for (int output = 0; output < plan.outputBlocks(); output++) {
      for (int block = 0; block < plan.termBlocks(); block++) {
        for (int gateBlock = 0; gateBlock < gateBlocks; gateBlock++) {
          for (int reduction = 0; reduction < plan.reductionBlocks(); reduction++) {
            for (int lane = 0; lane < plan.outputLanes(); lane++) {
              int o = output * plan.outputLanes() + lane;
              expandEntries(plan, words, o, block, gateBlock, reduction);
            }
            words.end();
          }
        }
      }
    }
    images.add(words.image(name(core, plan)));
  }

  /** Entries (term of the word, gate unless gated, reduction lane) of an output. */
  private void expandEntries(
      ExpandPlan plan, WordPacker words, int o, int block, int gateBlock, int reduction) {
    QuantisedOperator operator = SideOperator.operator(core.model(), plan.side());
    int rank = operator.shape().rank(plan.mode());
    for (int inWord = 0; inWord < plan.termsPerWord(); inWord++) {
      for (int lane = 0; lane < (plan.gated() ? 1 : plan.gateLanes()); lane++) {
        int gate = gateBlock * plan.gateLanes() + lane;
        int row = plan.gated() ? o : gate * plan.size() + o;
        for (int r = 0; r < plan.reductionLanes(); r++) {
          int index = reduction * plan.reductionLanes() + r;
          int term = plan.last() ? index / rank : block * plan.termsPerWord() + inWord;
          words.entry(operator.u(plan.mode(), term, row, plan.last() ? index % rank : index));
        }
      }
    }
  }

  /**
   * By element, then by gate, then a GRU's hidden bias of n; in words as the cell reads them.
   *
   * @param first element
   * @param step from element to element
   * @param together elements of a word where it holds whole ones
   */
  private void bias(String name, int first, int step, int together) {
    QuantisedModel model = core.model();
    int size = model.hiddenSize();
    boolean apart = together == 1 && core.pipeline().cell().biasEntries() == 1;
    WordPacker words = new WordPacker(core.bits().latent());
    for (int element = first; element < size; element += step) {
      for (int gate = 0; gate < model.cell().gates(); gate++) {
        words.entry(model.bias()[gate * size + element]);
        if (apart) {
          words.end();
        }
      }
      if (model.hiddenBias() != null) {
        words.entry(model.hiddenBias()[element]);
      }
      if (!apart && element / step % together == together - 1) {
        words.end();
      }
    }
    images.add(words.image(name));
  }

  /** Address segment, entries value at its start and rise over it. */
  private void table(String name, ActivationTable table) {
    int latent = core.bits().latent();
    int slopeBits = ActivationTable.slopeBits(latent);
    List<BigInteger> words = new ArrayList<>();
    for (int i = 0; i < table.base().length; i++) {
      BigInteger base = WordPacker.unsigned(table.base()[i], latent);
      words.add(WordPacker.unsigned(table.slope()[i], slopeBits).shiftLeft(latent).or(base));
    }
    images.add(new MemoryImage(core.module(name), latent + slopeBits, words));
  }
}
