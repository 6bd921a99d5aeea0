package org.kcpfpga.rtl.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Rom;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.Ranks;
import org.kcpfpga.plan.boundary.GateTable;
import org.kcpfpga.rtl.base.Datapath;

/**
 * Sigmoid or tanh by table with linear interpolation, around a multiplier of the cell's bank; of
 * one reader, or of two that look up one table at once.
 *
 * <p>{@code read} in t: {@code token} and {@code factor} in t+1, {@code product} and {@code value}
 * when the bank has multiplied. A table that does not interpolate gives {@code value} from t+1 on
 * until the next read.
 */
final class GateFunction extends Datapath {
  /** By number of the reader in its table. */
  final List<Reader> readers;

  private final Ranks ranks;
  private final int bits;
  private final int rest;

  /**
   * The pins of a reader.
   *
   * @param interpolation null where the table does not interpolate
   */
  record Reader(Bool read, Signed argument, Signed value, Interpolation interpolation) {}

  /** The operands of the multiplier and its product. */
  record Interpolation(Signed token, Signed factor, Signed product) {}

  private record Request(Bool read, Signed argument, String suffix) {}

  GateFunction(Core core, GateTable table) {
    super(core.module(table.function() + (table.readers().size() > 1 ? "_pair" : "_unit")));
    ranks = core.pipeline().ranks();
    bits = core.bits().latent();
    rest = ActivationTable.restBits(bits);
    int count = table.readers().size();
    List<Request> requests =
        IntStream.range(0, count).mapToObj(i -> request(count > 1 ? "" + i : "")).toList();
    String image = core.module(table.function());
    Rom rom =
        count > 1
            ? twoPortRom("segments", table.width(), table.depth(), image)
            : rom(core, "segments", table.width(), table.depth(), image);
    readers = new ArrayList<>();
    for (Request request : requests) {
      Bits entry =
          rom.read(request.argument().slice(bits - 1, rest), request.read())
              .named("entry" + request.suffix());
      readers.add(reader(request, entry));
    }
  }

  private Request request(String suffix) {
    return new Request(inputBool("read" + suffix), inputSigned("argument" + suffix, bits), suffix);
  }

  private Reader reader(Request request, Bits entry) {
    String suffix = request.suffix();
    Signed result = token(entry, 0, bits);
    Interpolation interpolation = rest > 0 ? interpolation(request, entry) : null;
    if (rest > 0) {
      // value = base + floor((slope * rest + half) / 2^restBits)
      Signed base = delay(result, ranks.product(), "base" + suffix + "_rank");
      result = base.plus(interpolation.product().roundShift(rest)).wrapTo(bits);
    }
    Signed value = outputSigned("value" + suffix, bits);
    value.drive(result);
    return new Reader(request.read(), request.argument(), value, interpolation);
  }

  private Interpolation interpolation(Request request, Bits entry) {
    String suffix = request.suffix();
    int slopeBits = entry.width() - bits;
    Bits fraction = delay(request.argument().slice(rest - 1, 0), 1, "rest" + suffix + "_rank");
    Signed token = outputSigned("token" + suffix, slopeBits);
    token.drive(entry.slice(bits + slopeBits - 1, bits).asSigned().named("slope" + suffix));
    Signed factor = outputSigned("factor" + suffix, rest + 1);
    factor.drive(Bits.pack(List.of(fraction, Bits.of(0, 1))).asSigned());
    Signed product = inputSigned("product" + suffix, slopeBits + rest + 1);
    return new Interpolation(token, factor, product);
  }

  @Override
  protected void describe(Heading text) {
    String interpolates = ": value = base + slope * rest, by a multiplier of the cell's bank.";
    text.says(
            (readers.size() > 1
                    ? "A gate function by table, looked up in two places at once"
                    : "A gate function by table")
                + (rest > 0 ? interpolates : "."))
        .ports("argument", "read*", "argument*")
        .ports(
            "multiplication, a cycle later; its product " + ranks.productDelay() + " later",
            "token*",
            "factor*",
            "product*")
        .ports("result", "value*");
  }
}
