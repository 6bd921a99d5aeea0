package org.kcpfpga.rtl.cell;

import java.util.List;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.rtl.base.Datapath;

/**
 * Sigmoid or tanh by table with linear interpolation, around a multiplier of the cell's bank.
 *
 * <p>{@code read} in t: {@code token} and {@code factor} in t+1, {@code product} and {@code value}
 * in t+2. A table that does not interpolate gives {@code value} from t+1 on until the next read.
 */
final class GateFunction extends Datapath {
  GateFunction(Core core, String image) {
    super(core.module(image + "_unit"));
    int bits = core.bits().latent();
    int rest = ActivationTable.restBits(bits);
    int slopeBits = ActivationTable.slopeBits(bits);
    Bool read = inputBool("read");
    Signed argument = inputSigned("argument", bits);
    Bits entry =
        rom(
                core,
                "segments",
                bits + slopeBits,
                1 << ActivationTable.segmentBits(bits),
                core.module(image))
            .read(argument.slice(bits - 1, rest), read)
            .named("entry");
    Signed value = token(entry, 0, bits);
    if (rest > 0) {
      Bits fraction = delay(argument.slice(rest - 1, 0), 1, "rest_rank");
      outputSigned("token", slopeBits)
          .drive(entry.slice(bits + slopeBits - 1, bits).asSigned().named("slope"));
      outputSigned("factor", rest + 1)
          .drive(Bits.pack(List.of(fraction, Bits.of(0, 1))).asSigned());
      Signed product = inputSigned("product", slopeBits + rest + 1);
      // value = base + floor((slope * rest + half) / 2^restBits)
      value = delay(value, 1, "base_rank").plus(product.roundShift(rest)).wrapTo(bits);
    }
    outputSigned("value", bits).drive(value);
  }
}
