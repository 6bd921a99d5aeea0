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
      images.model();
    }
    images.tables();
    return images.images;
  }

  /** The images of what depends on the model, whether it is in ROM or loaded. */
  static List<MemoryImage> ofModel(Core core) {
    FactorImages images = new FactorImages(core);
    images.model();
    return images.images;
  }

  /** Named like the modules, so that the images of two cores on one chip stay apart. */
  public static String name(Core core, Stage plan) {
    return core.module(plan.name() + "_factors");
  }

  private void model() {
    Pipeline pipeline = core.pipeline();
    pipeline.input().contract().forEach(this::contract);
    pipeline.input().expand().forEach(this::expand);
    pipeline.hidden().expand().forEach(this::expand);
    pipeline.hidden().contract().forEach(this::contract);
    bias();
  }

  private void tables() {
    int latent = core.bits().latent();
    for (Activation function : core.pipeline().cell().kind().definition().functions()) {
      table(function.label(), ActivationTable.of(function, latent));
    }
  }

  /** Address (j, term block, fold), entries (term of the word, lane). */
  private void contract(ContractPlan plan) {
    QuantisedOperator operator = SideOperator.operator(core.model(), plan.side());
    int rank = operator.shape().rank(plan.mode());
    WordPacker words = new WordPacker(plan.factorBits());
    for (int j = 0; j < plan.size(); j++) {
      for (int block = 0; block < plan.termBlocks(); block++) {
        for (int fold = 0; fold < plan.folds(); fold++) {
          for (int inWord = 0; inWord < plan.termsPerWord(); inWord++) {
            for (int lane = 0; lane < plan.fanLanes(); lane++) {
              int fan = fold * plan.fanLanes() + lane;
              int term = plan.first() ? fan / rank : block * plan.termsPerWord() + inWord;
              words.entry(operator.v(plan.mode(), term, j, plan.first() ? fan % rank : fan));
            }
          }
          words.end();
        }
      }
    }
    images.add(words.image(name(core, plan)));
  }

  /** Address (o, term block, gate block unless gated, reduction block); nothing for U = I. */
  private void expand(ExpandPlan plan) {
    if (plan.identity()) {
      return;
    }
    WordPacker words = new WordPacker(plan.factorBits());
    int gateBlocks = plan.gated() ? 1 : plan.gateBlocks();
    for (int o = 0; o < plan.size(); o++) {
      for (int block = 0; block < plan.termBlocks(); block++) {
        for (int gateBlock = 0; gateBlock < gateBlocks; gateBlock++) {
          for (int reduction = 0; reduction < plan.reductionBlocks(); reduction++) {
            expandWord(plan, words, o, block, gateBlock, reduction);
          }
        }
      }
    }
    images.add(words.image(name(core, plan)));
  }

  /** Entries (term of the word, gate unless gated, reduction lane). */
  private void expandWord(
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
    words.end();
  }

  /** By element, then by gate, then a GRU's hidden bias of n; in words as the cell reads them. */
  private void bias() {
    QuantisedModel model = core.model();
    int size = model.hiddenSize();
    boolean apart = core.pipeline().cell().biasEntries() == 1;
    WordPacker words = new WordPacker(core.bits().latent());
    for (int element = 0; element < size; element++) {
      for (int gate = 0; gate < model.cell().gates(); gate++) {
        words.entry(model.bias()[gate * size + element]);
        if (apart) {
          words.end();
        }
      }
      if (model.hiddenBias() != null) {
        words.entry(model.hiddenBias()[element]);
      }
      if (!apart) {
        words.end();
      }
    }
    images.add(words.image(core.module(BIAS)));
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
