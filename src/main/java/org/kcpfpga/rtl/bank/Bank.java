package org.kcpfpga.rtl.bank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.rtl.base.BankPort;
import org.kcpfpga.rtl.base.Datapath;

/**
 * The multipliers of a bank with their product registers, and the arbiter of its members. Who
 * issues in a cycle has its operands here in the next one, and its products {@link
 * org.kcpfpga.plan.Ranks#product()} cycles behind them. A bank that keeps sums adds each product to
 * one of them.
 *
 * <p>Ports of a member: {@code NAME_tokens, NAME_factors}; if the bank is shared, of a stage {@code
 * NAME_wants, NAME_grant} and of the cell {@code cell_claims}. A stage whose sums are kept: {@code
 * NAME_first, NAME_word}.
 */
public final class Bank extends Datapath {
  private final MultiplierBank plan;
  private final Map<String, Bits> tokens = new HashMap<>();
  private final Map<String, Bits> factors = new HashMap<>();
  private final Map<String, BankPort.Turn> turns = new HashMap<>();
  private final Map<String, Bits> words = new HashMap<>();
  private final Map<String, Bool> firsts = new HashMap<>();
  private final Bits products;
  private Bits sums;

  /** {@code members}: the stages of the bank, in the order of precedence. */
  public Bank(Core core, MultiplierBank plan, List<Stage> members) {
    super(core.module(plan.name()));
    this.plan = plan;
    for (Stage member : members) {
      String name = member.name();
      tokens.put(name, input(name + "_tokens", member.multipliers() * plan.tokenBits()));
      factors.put(name, input(name + "_factors", member.multipliers() * plan.factorBits()));
    }
    // Those with most lanes first, so that the users of a lane are numbered from 0.
    List<Stage> byLanes = new ArrayList<>(members);
    byLanes.sort(Comparator.comparingInt(Stage::multipliers).reversed());
    List<Bool> issues = new ArrayList<>();
    Bits user = plan.shared() ? arbitrate(members, byLanes, issues) : null;

    List<Signed> ranks = new ArrayList<>();
    for (int lane = 0; lane < plan.lanes(); lane++) {
      Signed token = operand("token", lane, byLanes, user, tokens, plan.tokenBits());
      Signed factor = operand("factor", lane, byLanes, user, factors, plan.factorBits());
      ranks.add(product(lane, token, factor));
    }
    products = output("products", plan.lanes() * plan.productBits());
    products.drive(Bits.pack(ranks));
    if (plan.sums().any()) {
      accumulate(core, members, issues, ranks.get(0));
    }
  }

  @Override
  protected void describe(Heading text) {
    text.says(
            "Multipliers that "
                + (plan.members().size() > 1 ? "stages share" : "a stage has")
                + ": the first member that asks is served; operands come a cycle later, their"
                + " products "
                + plan.ranks().productDelay()
                + " later"
                + (plan.sums().any() ? ", their sums a third." : "."))
        .parameter("multipliers", plan.lanes())
        .parameter("token bits", plan.tokenBits())
        .parameter("factor bits", plan.factorBits())
        .ports("who asks, and is granted", "*_claims", "*_wants", "*_grant")
        .ports("which sum, and whether it begins", "*_word", "*_first")
        .ports("operands of each member, by lane", "*_tokens", "*_factors")
        .ports("results", "products", "sums");
  }

  /** The ports of a member. */
  public BankPort member(String name) {
    BankPort.Operands operands =
        new BankPort.Operands(part(tokens.get(name), name), factors.get(name), products);
    BankPort.Sums added =
        words.containsKey(name) ? new BankPort.Sums(firsts.get(name), words.get(name), sums) : null;
    return new BankPort(operands, turns.get(name), added);
  }

  /** Adds the product of what issued two cycles before to its sum. */
  private void accumulate(Core core, List<Stage> members, List<Bool> issues, Signed product) {
    int width = Bits.indexWidth(plan.sums().words());
    Bits word = Bits.of(0, width);
    Bool first = Bool.of(false);
    Bool any = Bool.of(false);
    for (int i = 0; i < members.size(); i++) {
      if (!(members.get(i) instanceof CellPlan)) {
        String name = members.get(i).name();
        Bool issue = issues.get(i);
        words.put(name, input(name + "_word", width));
        word = word.or(issue.mux(words.get(name), Bits.of(0, width)));
        firsts.put(name, inputBool(name + "_first"));
        first = first.or(issue.and(firsts.get(name)));
        any = any.or(issue);
      }
    }
    BankAccumulator accumulator = instance("accumulator", () -> new BankAccumulator(core, plan));
    accumulator.live.drive(delayValid(any, plan.ranks().product(), "live_rank"));
    accumulator.first.drive(delay(first, plan.ranks().product(), "first_rank"));
    accumulator.word.drive(delay(word, plan.ranks().product(), "word_rank"));
    accumulator.product.drive(product);
    sums = output("sums", plan.sums().bits());
    sums.drive(accumulator.sum);
  }

  /**
   * Grants one member and returns who uses the multipliers: its position in {@code numbering}.
   * {@code issues} gets whether each member operates, in their order.
   */
  private Bits arbitrate(List<Stage> members, List<Stage> numbering, List<Bool> issues) {
    int width = Bits.indexWidth(members.size());
    Bits next = Bits.of(0, width);
    Bool taken = Bool.of(false);
    for (Stage member : members) {
      String name = member.name();
      boolean cell = member instanceof CellPlan;
      Bool asks = inputBool(name + (cell ? "_claims" : "_wants"));
      Bool free = taken.not();
      Bool grant = cell ? null : outputBool(name + "_grant");
      if (!cell) {
        grant.drive(free);
      }
      turns.put(name, new BankPort.Turn(asks, grant));
      Bits number = Bits.of(numbering.indexOf(member), width);
      next = next.or(asks.and(free).mux(number, Bits.of(0, width)));
      issues.add(asks.and(free));
      taken = taken.or(asks);
      if (issues.size() < members.size()) {
        taken = taken.named("taken_with_" + name);
      }
    }
    Bits user = register("user", width);
    user.next(next);
    return user;
  }

  /**
   * The product of a lane in a register, {@link org.kcpfpga.plan.Ranks#multiply()} cycles later.
   */
  private Signed product(int lane, Signed token, Signed factor) {
    String name = "product" + lane;
    int half = factor.width() / 2;
    if (plan.ranks().multiply() == 1 || half == 0) {
      Signed product = token.times(factor).named("lane" + lane);
      return delay(product, plan.ranks().multiply(), name + "_rank");
    }
    // token * (high * 2^half + low), low not negative
    Signed low = Bits.pack(List.of(factor.slice(half - 1, 0), Bits.of(0, 1))).asSigned();
    Signed high = factor.slice(factor.width() - 1, half).asSigned();
    Signed lower = delay(token.times(low).named("lane" + lane + "_low"), 1, name + "_low_rank");
    Signed upper = delay(token.times(high).named("lane" + lane + "_high"), 1, name + "_high_rank");
    Signed product = upper.shiftLeft(half).plus(lower).wrapTo(token.width() + factor.width());
    return delay(product, plan.ranks().multiply() - 1, name + "_rank");
  }

  /** The operand of a lane: that of the member which uses the bank. */
  private Signed operand(
      String name,
      int lane,
      List<Stage> byLanes,
      Bits user,
      Map<String, Bits> operands,
      int operandBits) {
    List<Signed> choices = new ArrayList<>();
    for (Stage member : byLanes) {
      if (lane < member.multipliers()) {
        choices.add(token(operands.get(member.name()), lane, operandBits));
      }
    }
    Signed chosen = choices.get(0);
    if (choices.size() > 1) {
      Bits index = user.wrapTo(Bits.indexWidth(choices.size()));
      chosen = Signed.select(index, choices).named(name + lane);
    }
    return delay(chosen, plan.ranks().operands(), name + lane + "_rank");
  }
}
