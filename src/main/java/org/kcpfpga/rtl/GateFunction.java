package org.kcpfpga.rtl;

import java.util.List;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;

/**
 * Sigmoid or tanh by table with linear interpolation. Ranks: 0 argument, 1 table entry, 2
 * interpolation product, 3 value.
 */
final class GateFunction extends Datapath {
  static final int LATENCY = 3;

  GateFunction(Core core, String image) {
    super(core.module(image + "_unit"));
    int bits = core.bits().latent();
    int rest = ActivationTable.restBits(bits);
    int slopeBits = ActivationTable.slopeBits(bits);
    Signed argument = inputSigned("argument", bits);
    Bits segment = argument.slice(bits - 1, rest);
    Bits entry =
        rom(
                "segments",
                bits + slopeBits,
                1 << ActivationTable.segmentBits(bits),
                core.module(image))
            .read(segment, Bool.of(true))
            .named("entry");
    Signed base = token(entry, 0, bits);
    Signed value = delay(base, 1, "base_rank");
    if (rest > 0) {
      Bits fraction = delay(argument.slice(rest - 1, 0), 1, "rest_rank");
      Signed unsigned = Bits.pack(List.of(fraction, Bits.of(0, 1))).asSigned();
      Signed slope = entry.slice(bits + slopeBits - 1, bits).asSigned().named("slope");
      Signed product = delay(slope.times(unsigned), 1, "product_rank");
      // value = base + floor((slope * rest + half) / 2^restBits)
      value = value.plus(product.roundShift(rest)).wrapTo(bits);
    }
    outputSigned("value", bits).drive(delay(value, 1, "value_rank"));
  }
}
