package org.kcpfpga.rtl.base;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.MultiplierBank;

/**
 * A stage's side of its bank: {@code bank_wants} and {@code bank_grant} in the cycle of issue if
 * the bank is shared, {@code bank_tokens} and {@code bank_factors} one cycle later, {@code
 * bank_products} two cycles later; if the bank keeps the sums, {@code bank_first} and {@code
 * bank_word} in the cycle of issue, {@code bank_sums} three cycles later.
 */
public final class MultiplierPort {
  private final Block stage;
  private final MultiplierBank bank;
  private final List<Signed> tokens = new ArrayList<>();
  private final List<Signed> factors = new ArrayList<>();
  private BankPort.Operands operands;
  private BankPort.Turn turn;
  private BankPort.Sums sums;

  public MultiplierPort(Block stage, MultiplierBank bank) {
    this.stage = stage;
    this.bank = bank;
  }

  /** Cycles from issue to the products. */
  int rank() {
    return 1 + bank.ranks().product();
  }

  /** The ports, once all are declared. */
  BankPort port() {
    return new BankPort(operands, turn, sums);
  }

  /** Whether an operation that wants to issue may. */
  public Bool granted(Bool wants) {
    if (!bank.shared()) {
      return wants;
    }
    turn = new BankPort.Turn(stage.outputBool("bank_wants"), stage.inputBool("bank_grant"));
    turn.asks().drive(wants);
    return wants.and(turn.grant());
  }

  /** Takes the next lane. */
  public void multiply(Signed token, Signed factor) {
    tokens.add(token);
    factors.add(factor);
  }

  /**
   * Drives all operands, once, and gives the exact products of all lanes, {@link #rank()} cycles
   * after issue.
   */
  public List<Signed> products() {
    int lanes = tokens.size();
    operands =
        new BankPort.Operands(
            stage.output("bank_tokens", lanes * bank.tokenBits()),
            stage.output("bank_factors", lanes * bank.factorBits()),
            stage.input("bank_products", lanes * bank.productBits()));
    operands.tokens().drive(pack(tokens, bank.tokenBits(), "bank_token"));
    operands.factors().drive(pack(factors, bank.factorBits(), "bank_factor"));
    List<Signed> products = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      int width = tokens.get(lane).width() + factors.get(lane).width();
      Signed product = Datapath.token(operands.products(), lane, bank.productBits());
      products.add(product.wrapTo(width).named("product" + lane));
    }
    return products;
  }

  /** Whether the bank keeps the sums. */
  public boolean accumulates() {
    return bank.sums().any();
  }

  /**
   * The sums that the bank keeps, a cycle behind the products.
   *
   * @param name of the stage
   * @param first the operation that issues begins its sum
   * @param word number of its sum among those of the stage
   * @param bits width of a sum
   */
  public Bits accumulate(String name, Bool first, Bits word, int bits) {
    int width = Bits.indexWidth(bank.sums().words());
    sums =
        new BankPort.Sums(
            stage.outputBool("bank_first"),
            stage.output("bank_word", width),
            stage.input("bank_sums", bank.sums().bits()));
    sums.first().drive(first);
    // the first word of a member is a multiple of a power of two above all its words
    Bits base = Bits.of(bank.sums().first().get(name), width);
    sums.word().drive(base.or(word.widenTo(width)));
    return sums.sum().slice(bits - 1, 0);
  }

  /** Operands as wide as the bank takes them; those that several lanes have are widened once. */
  private static Bits pack(List<Signed> operands, int bits, String name) {
    Map<Signed, Signed> widened = new IdentityHashMap<>();
    List<Signed> wide = new ArrayList<>();
    for (Signed operand : operands) {
      boolean shared = operand.width() < bits && Collections.frequency(operands, operand) > 1;
      wide.add(
          shared
              ? widened.computeIfAbsent(operand, o -> o.widenTo(bits).named(name + widened.size()))
              : operand.widenTo(bits));
    }
    return Bits.pack(wide);
  }
}
