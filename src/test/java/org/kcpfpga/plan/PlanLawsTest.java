package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.Design;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;

/** Laws of any plan, on random designs of every cell, with lanes or a budget. */
@Tag("slow")
class PlanLawsTest {
  private static final int DESIGNS = 200;

  private static final List<AcceleratorPlan> PLANS = new ArrayList<>();

  @BeforeAll
  static void plans() {
    // every fifth is large, because those take most of the time
    RandomDesigns.Limits large = new RandomDesigns.Limits(6, 12, 5, 4, 600, 1024);
    RandomDesigns.Limits usual = new RandomDesigns.Limits(6, 12, 5, 4, 120, 256);
    SplittableRandom r = RandomDesigns.random("PlanLawsTest", 7);
    PLANS.clear();
    for (int i = 0; i < DESIGNS; i++) {
      Design design = RandomDesigns.design(r, i % 5 == 0 ? large : usual);
      try {
        PLANS.add(Planner.plan(design));
      } catch (RuntimeException e) {
        throw new AssertionError("design " + i + ": " + design, e);
      }
    }
  }

  @Test
  void everyKindIsAmongTheDesigns() {
    Map<CellKind, Integer> cells = new EnumMap<>(CellKind.class);
    PLANS.forEach(plan -> cells.merge(plan.design().cell(), 1, Integer::sum));
    assertThat(cells).hasSize(CellKind.plainKinds().size());
    assertThat(cells.values()).allSatisfy(count -> assertThat(count).isGreaterThan(DESIGNS / 15));
    assertThat(PLANS)
        .anyMatch(plan -> plan.design().lanes().budgeted())
        .anyMatch(plan -> !plan.pipeline().systolic())
        .anyMatch(plan -> plan.design().sequences() > 1)
        .anyMatch(plan -> plan.pipeline().stream().unit() < plan.pipeline().stream().lanes())
        .anyMatch(plan -> plan.pipeline().banks().stream().anyMatch(MultiplierBank::shared));
  }

  @Test
  void theSameDesignGivesTheSamePlan() {
    for (AcceleratorPlan plan : PLANS.subList(0, DESIGNS / 4)) {
      // under another name, as the planner remembers what it has planned
      Design d = plan.design();
      Design other =
          new Design(
              d.name() + "-again",
              d.cell(),
              d.input(),
              d.hidden(),
              d.lanes(),
              d.bits(),
              d.sequences(),
              d.implementation());
      AcceleratorPlan again = Planner.plan(other);
      assertThat(again.pipeline()).isEqualTo(plan.pipeline());
      assertThat(again.cycles()).isEqualTo(plan.cycles());
      assertThat(again.hash()).isEqualTo(plan.hash());
    }
  }

  @Test
  void multiplicationsAreThoseOfTheChosenForms() {
    for (AcceleratorPlan plan : PLANS) {
      Design design = plan.design();
      long work = design.input().multiplications(plan.forms().input());
      if (design.cell().definition().passes() == 2) {
        // all but the contraction of x is done twice
        work += 2 * design.hidden().multiplications(plan.forms().hidden());
        work += plan.pipeline().input().expand().stream().mapToLong(PlanLawsTest::once).sum();
      } else if (design.hidden() != null) {
        work += design.hidden().multiplications(plan.forms().hidden());
      }
      int products = CellSchedule.products(design.cell(), design.bits().latent());
      work += (long) products * design.hiddenSize();
      assertThat(plan.pipeline().multiplications()).as(design.toString()).isEqualTo(work);
    }
  }

  /** Multiplications of one pass: outputs, each of as many products as its reduction has. */
  private static long once(ExpandPlan stage) {
    long outputs = (long) stage.size() * stage.gates() * stage.contexts();
    return stage.identity() ? 0 : stage.groups() / 2 * outputs * stage.reduction();
  }

  @Test
  void noPlanExceedsItsBudgetOrItsLanes() {
    for (AcceleratorPlan plan : PLANS) {
      Design design = plan.design();
      if (design.lanes().budgeted()) {
        assertThat(plan.pipeline().multipliers())
            .as(design.toString())
            .isBetween(1, design.lanes().multipliers());
      } else {
        assertThat(plan.pipeline().front().lanes())
            .as(design.toString())
            .isEqualTo(design.lanes().input());
      }
    }
  }

  @Test
  void noIntervalIsShorterThanWhatAStepKeepsBusy() {
    for (AcceleratorPlan plan : PLANS) {
      String place = plan.design().toString();
      long interval = plan.cycles().interval();
      assertThat(interval).as(place).isGreaterThanOrEqualTo(plan.inputBound());
      assertThat(plan.cycles().latency()).as(place).isGreaterThan(plan.inputBound());
      assertThat(plan.utilisation()).as(place).isBetween(0.0, 1.0);
      for (Stage stage : plan.pipeline().stages()) {
        assertThat(stage.cycles()).as(place + " " + stage.name()).isBetween(1L, interval);
      }
      for (MultiplierBank bank : plan.pipeline().banks()) {
        assertThat(load(plan.pipeline(), bank)).as(place + " " + bank).isBetween(1L, interval);
      }
    }
  }

  /** Cycles per step in which a member of a bank uses it. */
  private static long load(Pipeline pipeline, MultiplierBank bank) {
    return pipeline.stages().stream()
        .filter(stage -> bank.members().contains(stage.name()))
        .mapToLong(Stage::cycles)
        .sum();
  }

  @Test
  void everyStageThatMultipliesIsInOneBankThatIsAsLargeAsItsWidestMember() {
    for (AcceleratorPlan plan : PLANS) {
      Pipeline pipeline = plan.pipeline();
      String place = plan.design().toString();
      Set<String> banked = new HashSet<>();
      int multipliers = pipeline.systolic() ? pipeline.front().multipliers() : 0;
      for (MultiplierBank bank : pipeline.banks()) {
        int widest = 0;
        for (Stage stage : pipeline.stages()) {
          if (bank.members().contains(stage.name())) {
            widest = Math.max(widest, stage.multipliers());
            assertThat(stage).as(place).isNotInstanceOf(FrontPlan.class);
          }
        }
        assertThat(bank.lanes()).as(place + " " + bank).isEqualTo(widest).isPositive();
        multipliers += bank.lanes();
        bank.members().forEach(name -> assertThat(banked.add(name)).as(place + name).isTrue());
      }
      assertThat(pipeline.multipliers()).as(place).isEqualTo(multipliers);
      for (Stage stage : pipeline.stages()) {
        boolean shares = stage.multipliers() > 0 && !(stage instanceof FrontPlan);
        assertThat(banked.remove(stage.name())).as(place + " " + stage.name()).isEqualTo(shares);
      }
      assertThat(banked).as(place).isEmpty();
    }
  }

  @Test
  void beatsFitFromEveryProducerToItsConsumer() {
    for (AcceleratorPlan plan : PLANS) {
      Beats beats = new Beats(plan.pipeline(), plan.design().toString());
      int sums = plan.pipeline().cell().beatTokens();
      int lanes = plan.pipeline().cell().lanes();
      beats.path(
          plan.pipeline().systolic() ? plan.pipeline().front().tile() : 1,
          plan.pipeline().input().contract(),
          plan.pipeline().input().expand(),
          new Reader(Pipeline.CELL_INPUT, sums));
      if (plan.pipeline().recurrent()) {
        beats.path(
            lanes,
            plan.pipeline().hidden().contract(),
            plan.pipeline().hidden().expand(),
            new Reader(Pipeline.CELL_HIDDEN, sums));
      }
      beats.path(
          lanes, List.of(), List.of(), new Reader(Pipeline.OUTPUT, plan.design().lanes().output()));
      assertThat(beats.seen).isEqualTo(plan.pipeline().channels().keySet());
    }
  }

  /** Who reads a channel, and how many tokens at a time. */
  private record Reader(String name, int tokens) {}

  /** Follows beats through the channels of a pipeline. */
  private static final class Beats {
    private final Pipeline pipeline;
    private final String place;
    private final Set<String> seen = new HashSet<>();

    Beats(Pipeline pipeline, String place) {
      this.pipeline = pipeline;
      this.place = place;
    }

    void path(int start, List<ContractPlan> contracts, List<ExpandPlan> expands, Reader end) {
      int beat = start;
      for (ContractPlan stage : contracts) {
        if (stage.name().equals("input_front")) {
          // reads elements from the gearbox itself
          assertThat(stage.beatTokens()).as(place).isEqualTo(1);
        } else {
          connects(stage.name(), beat, stage.beatTokens());
        }
        whole(stage.tokens(), stage.tokenLanes());
        whole(stage.size(), stage.indexLanes());
        assertThat(stage.indexLanes() == 1 || stage.tokens() == 1).as(place).isTrue();
        whole(stage.fan(), stage.fanLanes());
        whole(stage.terms(), stage.termsPerWord());
        whole(stage.beats(), stage.termBlocks());
        beat = stage.outputTokens();
      }
      for (ExpandPlan stage : expands) {
        connects(stage.name(), beat, stage.wordTokens());
        whole(stage.gates(), stage.gateLanes());
        whole(stage.reduction(), stage.reductionLanes());
        whole(stage.contexts(), stage.contextLanes());
        whole(stage.terms(), stage.termsPerWord());
        whole(stage.contextBlocks(), stage.termBlocks());
        beat = stage.outputTokens();
      }
      connects(end.name(), beat, end.tokens());
    }

    private void connects(String consumer, int in, int out) {
      Channel channel = pipeline.into(consumer);
      assertThat(channel.inTokens()).as(place + " " + channel).isEqualTo(in);
      assertThat(channel.outTokens()).as(place + " " + channel).isEqualTo(out);
      whole(Math.max(in, out), Math.min(in, out));
      assertThat(channel.credits()).as(place + " " + channel).isPositive();
      assertThat(channel.creditsPerWord()).as(place + " " + channel).isPositive();
      assertThat(seen.add(consumer)).as(place + " " + consumer).isTrue();
    }

    private void whole(int all, int part) {
      assertThat(all % part).as(place + ": " + all + " / " + part).isZero();
    }
  }
}
