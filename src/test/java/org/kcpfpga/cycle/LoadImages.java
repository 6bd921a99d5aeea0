package org.kcpfpga.cycle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.cycle.base.StreamBench;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Side;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.ShiftField;
import org.kcpfpga.plan.boundary.ShiftMap;

/** A model as what is written to load it, worked out loop by loop from the docs of the plan. */
final class LoadImages {
  /** By target number, the chunks of all words in order. */
  final List<List<Integer>> targets = new ArrayList<>();

  private final QuantisedModel model;
  private List<Integer> chunks;
  private BigInteger word;
  private int filled;

  LoadImages(AcceleratorPlan plan, QuantisedModel model) {
    this.model = model;
    Pipeline pipeline = plan.pipeline();
    for (Stage stage : pipeline.stages()) {
      if (stage instanceof FrontPlan front) {
        begin();
        front(front);
      } else if (stage instanceof ContractPlan contract) {
        begin();
        contract(contract);
      } else if (stage instanceof ExpandPlan expand && !expand.identity()) {
        begin();
        expand(expand);
      }
    }
    begin();
    bias(pipeline.cell());
    begin();
    List<ShiftField> fields = ShiftMap.of(pipeline);
    List<Integer> values = ShiftMap.values(pipeline, model);
    for (int at = 0; at < fields.size(); at++) {
      entry(values.get(at) - fields.get(at).least(), 6);
      endWord();
    }
  }

  /** The signature of a whole load: bit by bit, the polynomial of CRC-32 from the left. */
  int checksum() {
    int sum = -1;
    for (int number = 0; number < targets.size(); number++) {
      sum = next(sum, number);
      for (int data : targets.get(number)) {
        sum = next(sum, data);
      }
    }
    return sum;
  }

  private static int next(int sum, int data) {
    long shifted = (sum & 0xFFFFFFFFL) * 2;
    long reduced = shifted > 0xFFFFFFFFL ? shifted ^ 0x104C11DB7L : shifted;
    return (int) reduced ^ data;
  }

  /** Writes all of it through the registers of a core at rest. */
  void load(StreamBench bench) {
    require(bench.write(RegisterMap.CONTROL, RegisterMap.BEGIN_LOAD, 1));
    for (int number = 0; number < targets.size(); number++) {
      require(bench.write(RegisterMap.LOAD_TARGET, number, 15));
      for (int data : targets.get(number)) {
        require(bench.write(RegisterMap.LOAD_DATA, data, 15));
      }
    }
  }

  private static void require(int response) {
    if (response != 0) {
      throw new AssertionError("write response " + response);
    }
  }

  private void front(FrontPlan plan) {
    int mode = model.input().shape().modes();
    int ranks = model.input().shape().rank(mode);
    for (int row = 0; row < plan.lanes(); row++) {
      for (int column = 0; column < plan.columns(); column++) {
        for (int fold = 0; fold < plan.folds(); fold++) {
          int j = fold * plan.lanes() + row;
          entry(model.input().v(mode, column / ranks, j, column % ranks), plan.factorBits());
          endWord();
        }
      }
    }
  }

  private QuantisedOperator operator(Side side) {
    return side == Side.INPUT ? model.input() : model.hidden();
  }

  private void contract(ContractPlan plan) {
    for (int first = 0; first < plan.size(); first += plan.indexLanes()) {
      for (int block = 0; block < plan.termBlocks(); block++) {
        for (int fold = 0; fold < plan.folds(); fold++) {
          for (int j = first; j < first + plan.indexLanes(); j++) {
            contractIndex(plan, j, block, fold);
          }
          endWord();
        }
      }
    }
  }

  private void contractIndex(ContractPlan plan, int j, int block, int fold) {
    QuantisedOperator operator = operator(plan.side());
    int ranks = operator.shape().rank(plan.mode());
    for (int t = 0; t < plan.termsPerWord(); t++) {
      for (int lane = 0; lane < plan.fanLanes(); lane++) {
        // (term, rank), or the whole fan where the terms share their token
        int f = (block * plan.termsPerWord() + t) * plan.fan() + fold * plan.fanLanes() + lane;
        entry(operator.v(plan.mode(), f / ranks, j, f % ranks), plan.factorBits());
      }
    }
  }

  private void expand(ExpandPlan plan) {
    int blocks = plan.gated() ? 1 : plan.gateBlocks();
    for (int first = 0; first < plan.size(); first += plan.outputLanes()) {
      for (int block = 0; block < plan.termBlocks(); block++) {
        for (int gateBlock = 0; gateBlock < blocks; gateBlock++) {
          for (int reduced = 0; reduced < plan.reductionBlocks(); reduced++) {
            for (int o = first; o < first + plan.outputLanes(); o++) {
              expandOutput(plan, o, block, gateBlock, reduced);
            }
            endWord();
          }
        }
      }
    }
  }

  private void expandOutput(ExpandPlan plan, int o, int block, int gateBlock, int reduced) {
    QuantisedOperator operator = operator(plan.side());
    int ranks = operator.shape().rank(plan.mode());
    int gates = plan.gated() ? 1 : plan.gateLanes();
    for (int t = 0; t < plan.termsPerWord(); t++) {
      for (int gate = 0; gate < gates; gate++) {
        for (int lane = 0; lane < plan.reductionLanes(); lane++) {
          int row = (gateBlock * gates + gate) * plan.size() + o;
          int term = block * plan.termsPerWord() + t;
          // (term, rank), or the whole reduction where it runs over the terms
          int f = term * plan.reduction() + reduced * plan.reductionLanes() + lane;
          entry(operator.u(plan.mode(), f / ranks, row, f % ranks), plan.factorBits());
        }
      }
    }
  }

  private void bias(CellPlan cell) {
    for (int element = 0; element < cell.size(); element++) {
      for (int gate = 0; gate < cell.gates(); gate++) {
        entry(model.bias()[gate * cell.size() + element], cell.bits().latent());
        if (cell.beats() == 4) {
          endWord();
        }
      }
      if (model.hiddenBias() != null) {
        entry(model.hiddenBias()[element], cell.bits().latent());
      }
      if (element % cell.lanes() == cell.lanes() - 1) {
        endWord();
      }
    }
  }

  private void begin() {
    chunks = new ArrayList<>();
    targets.add(chunks);
    word = BigInteger.ZERO;
    filled = 0;
  }

  private void entry(int value, int bits) {
    BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    word = word.or(BigInteger.valueOf(value).and(mask).shiftLeft(filled));
    filled += bits;
  }

  private void endWord() {
    for (int at = 0; at < filled; at += Integer.SIZE) {
      chunks.add(word.shiftRight(at).intValue());
    }
    word = BigInteger.ZERO;
    filled = 0;
  }
}
