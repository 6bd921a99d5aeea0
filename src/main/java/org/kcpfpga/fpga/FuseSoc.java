package org.kcpfpga.fpga;

import java.util.Locale;
import java.util.stream.Collectors;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.emit.VectorBench;
import org.kcpfpga.plan.AcceleratorPlan;

/** The core file of FuseSoC: sources, memory images, the bench, and what tools do with them. */
final class FuseSoc {
  private static final String FILE =
      """
      CAPI=2:
      name: @VENDOR:@LIBRARY:@TOP:@VERSION
      description: @DESCRIPTION

      filesets:
        rtl:
          files:
      @FILES    file_type: verilogSource
      @IMAGES  waivers:
          files:
            - @LINT
          file_type: vlt
        bench:
          files:
            - @BENCH.v: {file_type: verilogSource}
      @DATA
      targets:
        default: &default
          filesets: [rtl@WITH_IMAGES]
          toplevel: @TOP
        sim:
          <<: *default
          default_tool: icarus
          filesets: [rtl@WITH_IMAGES, bench]
          toplevel: @BENCH
        lint:
          <<: *default
          filesets: [rtl, waivers]
          flow: lint
          flow_options:
            tool: verilator
            verilator_options: [-Wall]
        synth:
          <<: *default
          filesets: [rtl@WITH_IMAGES@FOR_VIVADO]
          default_tool: vivado
          tools:
            vivado:
              part: xc7a35tcpg236-1
              pnr: none
            yosys:
              arch: xilinx
      """;

  private static final String IMAGES =
      """
        images:
          files:
      @COPIED    file_type: user
        memories:
          files:
      @NAMED    file_type: mem
      """;

  private FuseSoc() {}

  /** The file of a core. */
  static String text(AcceleratorPlan plan, EmittedDesign design, String version) {
    String bench = VectorBench.file(design);
    return Packaging.filled(FILE, design.top(), version)
        .replace("@DESCRIPTION", "KCP-compressed " + plan.design().cell().jsonName())
        .replace("@FILES", Packaging.lines("      - %s%n", design.verilog().keySet()))
        .replace("@IMAGES", Packaging.present(design, IMAGES))
        .replace("@COPIED", images(design))
        .replace("@NAMED", Packaging.lines("      - %s%n", design.images().keySet()))
        .replace("@WITH_IMAGES", Packaging.present(design, ", images"))
        .replace("@FOR_VIVADO", Packaging.present(design, ", \"tool_vivado? (memories)\""))
        .replace("@LINT", Emitter.WAIVERS)
        .replace("@BENCH", bench.substring(0, bench.lastIndexOf('.')))
        .replace("@DATA", data(design));
  }

  /** The images go where the simulation runs, for there {@code $readmemh} looks. */
  private static String images(EmittedDesign design) {
    return design.images().keySet().stream()
        .map(name -> String.format(Locale.ROOT, "      - %s: {copyto: %s}%n", name, name))
        .collect(Collectors.joining());
  }

  /** What the bench reads is looked for in the same place. */
  private static String data(EmittedDesign design) {
    return VectorBench.data(design).stream()
        .map(
            name ->
                String.format(
                    Locale.ROOT, "      - %s: {copyto: %s, file_type: user}%n", name, name))
        .collect(Collectors.joining());
  }
}
