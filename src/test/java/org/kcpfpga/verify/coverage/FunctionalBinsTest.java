package org.kcpfpga.verify.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.verify.cosim.StallPattern;

class FunctionalBinsTest {
  private static Map<String, Long> clips(Deployment deployment, long each) {
    Map<String, Long> all = new LinkedHashMap<>();
    deployment.plan().saturationNames().forEach(name -> all.put(name, each));
    return all;
  }

  /**
   * 6 cells, 10 folds, 4 patterns, clipped or not, one sequence or more: 960. Of a linear cell 80
   * with sequences and 2 * 4 * 2 with products; of 11 kinds of cores 4 with a clipping identity.
   */
  @Test
  void whatNoCoreCanDoIsNoBinToBeMet() {
    FunctionalBins bins = new FunctionalBins();
    assertThat(bins.reachable()).isEqualTo(960 - 80 - 16 - 44);
    assertThat(bins.missed()).hasSize(820);
    assertThat(bins.unreachable().values()).containsExactlyInAnyOrder(80, 16, 44);
    assertThat(bins.hit()).isZero();
  }

  @Test
  void aRunMeetsTheBinsOfItsStages() {
    Deployment tiny = ContractDesigns.tiny(false);
    FunctionalBins bins = new FunctionalBins();
    bins.add(tiny, StallPattern.HEAVY, clips(tiny, 0));
    int kinds = FoldKind.of(tiny.plan()).size();
    assertThat(bins.hit()).isEqualTo(kinds);
    bins.add(tiny, StallPattern.HEAVY, clips(tiny, 3));
    assertThat(bins.hit()).isEqualTo(2 * kinds - identities(tiny));
    assertThat(bins.missed())
        .doesNotContain(bin(FoldKind.FOLDED_FRONT, false), bin(FoldKind.FOLDED_FRONT, true))
        .contains(bin(FoldKind.FRONT, false));
    assertThat(bin(FoldKind.FRONT, false))
        .hasToString("lstm x front x heavy x not clipped x one sequence");
  }

  private static int identities(Deployment deployment) {
    return FoldKind.of(deployment.plan()).containsKey(FoldKind.IDENTITY) ? 1 : 0;
  }

  private static FunctionalBins.Bin bin(FoldKind fold, boolean clipped) {
    return new FunctionalBins.Bin(CellKind.LSTM, fold, StallPattern.HEAVY, clipped, false);
  }
}
