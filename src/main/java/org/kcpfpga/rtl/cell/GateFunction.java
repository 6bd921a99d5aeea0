package org.kcpfpga.rtl.cell;

import java.util.List;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.Ranks;
import org.kcpfpga.rtl.base.Datapath;

/**
 * Sigmoid or tanh by table with linear interpolation, around a multiplier of the cell's bank.
 *
 * <p>{@code read} in t: {@code token} and {@code factor} in t+1, {@code product} and {@code value}
 * when the bank has multiplied. A table that does not interpolate gives {@code value} from t+1 on
 * until the next read.
 */
final class GateFunction extends Datapath {
  final Bool read;
  final Signed argument;
  final Signed value;

  /** The operands of the multiplier and its product; null where the table does not interpolate. */
  final Interpolation interpolation;

  private final Ranks ranks;

  /** What passes through the multiplier. */
  record Interpolation(Signed token, Signed factor, Signed product) {}

  GateFunction(Core core, String image) {
    super(core.module(image + "_unit"));
    ranks = core.pipeline().ranks();
    int bits = core.bits().latent();
    int rest = ActivationTable.restBits(bits);
    int slopeBits = ActivationTable.slopeBits(bits);
    read = inputBool("read");
    argument = inputSigned("argument", bits);
    Bits entry =
        rom(
                core,
                "segments",
                bits + slopeBits,
                1 << ActivationTable.segmentBits(bits),
                core.module(image))
            .read(argument.slice(bits - 1, rest), read)
            .named("entry");
    Signed result = token(entry, 0, bits);
    interpolation = rest > 0 ? interpolation(entry, bits, rest) : null;
    if (rest > 0) {
      // value = base + floor((slope * rest + half) / 2^restBits)
      Signed base = delay(result, ranks.product(), "base_rank");
      result = base.plus(interpolation.product().roundShift(rest)).wrapTo(bits);
    }
    value = outputSigned("value", bits);
    value.drive(result);
  }

  @Override
  protected void describe(Heading text) {
    text.says(
            "A gate function by table"
                + (interpolation == null
                    ? "."
                    : ": value = base + slope * rest, by a multiplier of the cell's bank."))
        .ports("argument", "read", "argument")
        .ports(
            "multiplication, a cycle later; its product " + ranks.productDelay() + " later",
            "token",
            "factor",
            "product")
        .ports("result", "value");
  }

  private Interpolation interpolation(Bits entry, int bits, int rest) {
    int slopeBits = entry.width() - bits;
    Bits fraction = delay(argument.slice(rest - 1, 0), 1, "rest_rank");
    Signed token = outputSigned("token", slopeBits);
    token.drive(entry.slice(bits + slopeBits - 1, bits).asSigned().named("slope"));
    Signed factor = outputSigned("factor", rest + 1);
    factor.drive(Bits.pack(List.of(fraction, Bits.of(0, 1))).asSigned());
    return new Interpolation(token, factor, inputSigned("product", slopeBits + rest + 1));
  }
}
