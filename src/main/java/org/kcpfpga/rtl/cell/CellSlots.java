package org.kcpfpga.rtl.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.CellSchedule;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.rtl.base.BankPort;
import org.kcpfpga.rtl.base.Datapath;

/** The cell's share of its bank: puts the operands of every product on its lane in its slot. */
final class CellSlots {
  /** Operands, and the products that they are the operands of. */
  private record Operands(Signed token, Signed factor, List<Bool> flags) {}

  private final Datapath cell;
  private final CellTime time;
  private final CellPlan plan;
  private final MultiplierBank bank;
  private final Bits products;
  private BankPort port;
  private final List<List<Operands>> lanes = new ArrayList<>();

  /** Declares the ports; {@code bank} is that of the cell. */
  CellSlots(Datapath cell, CellTime time, CellPlan plan, MultiplierBank bank) {
    this.cell = cell;
    this.time = time;
    this.plan = plan;
    this.bank = bank;
    products = cell.input("bank_products", plan.schedule().lanes() * bank.productBits());
    for (int lane = 0; lane < plan.schedule().lanes(); lane++) {
      lanes.add(new ArrayList<>());
    }
  }

  /** token * factor, exact, there when the bank has multiplied what comes in the slot. */
  CellValue multiply(String name, CellValue token, CellValue factor) {
    CellSchedule.Product product = plan.schedule().product(name);
    Signed first = token.signed(product.slot());
    Signed second = factor.signed(product.slot());
    place(product, first, second);
    Signed result = product(product.lane(), first.width() + second.width());
    String label = name + "_product";
    return time.passing(
        label, result.named(label).asBits(), product.slot() + bank.ranks().product());
  }

  /** Puts these operands on the lane while an element is at the product's slot. */
  void place(CellSchedule.Product product, Signed token, Signed factor) {
    List<Operands> lane = lanes.get(product.lane());
    Bool flag = time.valid(product.slot(), product.pass());
    for (Operands known : lane) {
      if (known.token() == token && known.factor() == factor) {
        known.flags().add(flag);
        return;
      }
    }
    lane.add(new Operands(token, factor, new ArrayList<>(List.of(flag))));
  }

  /** The low bits of a lane's product register. */
  Signed product(int lane, int width) {
    int low = lane * bank.productBits();
    return products.slice(low + width - 1, low).asSigned();
  }

  /** Drives the operands, once all products are placed. */
  void drive() {
    List<Bits> tokens = new ArrayList<>();
    List<Bits> factors = new ArrayList<>();
    for (List<Operands> lane : lanes) {
      List<Bool> flags = lane.stream().map(use -> or(use.flags())).toList();
      tokens.add(
          oneHot(
              flags,
              lane.stream().map(u -> u.token().widenTo(bank.tokenBits()).asBits()).toList()));
      factors.add(
          oneHot(
              flags,
              lane.stream().map(u -> u.factor().widenTo(bank.factorBits()).asBits()).toList()));
    }
    Bits tokenPort = cell.output("bank_tokens", plan.schedule().lanes() * bank.tokenBits());
    tokenPort.drive(Bits.pack(tokens));
    Bits factorPort = cell.output("bank_factors", plan.schedule().lanes() * bank.factorBits());
    factorPort.drive(Bits.pack(factors));
    cell.outputBool("bank_use").drive(before(0));
    Bool claims = cell.outputBool("bank_claims");
    claims.drive(bank.shared() && bank.ranks().ahead() && plan.passes() == 1 ? ahead() : before(1));
    port =
        new BankPort(
            new BankPort.Operands(tokenPort, factorPort, products),
            new BankPort.Turn(claims, null),
            null);
  }

  /** A claim, decided a cycle ahead: no operand is there before the third rank. */
  private Bool ahead() {
    Bool claims = cell.registerBoolInit("claims", false);
    claims.next(before(2));
    return claims;
  }

  /** An element is so many cycles before the slot of a product of its pass. */
  private Bool before(int cycles) {
    Bool any = null;
    for (int pass = 0; pass < plan.passes(); pass++) {
      TreeSet<Integer> ranks = new TreeSet<>();
      for (CellSchedule.Product product : plan.products()) {
        if (product.pass() == pass) {
          ranks.add(product.slot() - cycles);
        }
      }
      Bool own = time.anyValid(ranks, pass);
      any = any == null ? own : any.or(own);
    }
    return any;
  }

  /** The ports, once the operands are driven. */
  BankPort port() {
    return port;
  }

  private static Bool or(List<Bool> flags) {
    return flags.stream().reduce(Bool::or).orElseThrow();
  }

  /** The value whose flag is 1; of one value it is that, whatever the flag. */
  static Bits oneHot(List<Bool> flags, List<Bits> values) {
    if (values.size() == 1) {
      return values.get(0);
    }
    Bits zero = Bits.of(0, values.get(0).width());
    Bits any = zero;
    for (int i = 0; i < values.size(); i++) {
      Bits mine = flags.get(i).mux(values.get(i), zero);
      any = i == 0 ? mine : any.or(mine);
    }
    return any;
  }
}
