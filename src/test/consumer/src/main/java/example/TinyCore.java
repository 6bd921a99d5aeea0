package example;

import java.nio.file.Path;
import java.util.Arrays;
import org.kcpfpga.KcpCore;
import org.kcpfpga.KcpDesign;
import org.kcpfpga.KcpEngine;
import org.kcpfpga.KcpModel;

/** Plans, generates and verifies a core. Arguments: a design file, a new folder, engines. */
public final class TinyCore {
  public static void main(String[] args) {
    KcpDesign design = KcpDesign.read(Path.of(args[0]));
    KcpModel model = KcpModel.random(design, 1);
    float[][][] inputs = new float[2][3][design.inputs()];
    inputs[0][0][0] = 0.5f;
    KcpCore core = KcpCore.of(design, model, inputs);
    System.out.println(core.generate(Path.of(args[1])) + ": " + core.plan().interval() + " cycles");
    float[][][] fixed = core.run(KcpEngine.FIXED, inputs).hidden();
    for (String engine : Arrays.copyOfRange(args, 2, args.length)) {
      float[][][] hidden = core.run(KcpEngine.valueOf(engine), inputs).hidden();
      System.out.println(engine + " equal: " + Arrays.deepEquals(fixed, hidden));
    }
  }
}
