package org.kcpfpga.fpga;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Port;
import org.kcpfpga.plan.RegisterMap;
import org.kcpfpga.plan.TopPorts;
import org.kcpfpga.tensor.AtomicFile;

/**
 * What other tools need to take a core: IP-XACT, a script for Vivado, a core file for FuseSoC with
 * a bench for its simulation.
 *
 * @param files name to text
 */
public record Packaging(Map<String, String> files) {
  private static final String TCL =
      """
      # Packages @TOP as IP for Vivado: vivado -mode batch -source @FILE
      # Not run here, for want of Vivado; component.xml beside it is the same core as IP-XACT.
      set here [file dirname [file normalize [info script]]]
      create_project -in_memory -part xc7a35tcpg236-1
      add_files -norecurse [list \\
      @FILES]
      set_property top @TOP [current_fileset]
      update_compile_order -fileset sources_1
      # Vivado infers the buses s_axis, m_axis and s_axil, aclk and aresetn from the names.
      ipx::package_project -root_dir [file join $here vivado_ip] -vendor @VENDOR \\
        -library @LIBRARY -taxonomy /UserIP -import_files -force
      set core [ipx::current_core]
      set_property name @TOP $core
      set_property version @VERSION $core
      ipx::associate_bus_interfaces -busif s_axis -clock aclk $core
      ipx::associate_bus_interfaces -busif m_axis -clock aclk $core
      ipx::associate_bus_interfaces -busif s_axil -clock aclk -reset aresetn $core
      ipx::create_xgui_files $core
      ipx::update_checksums $core
      ipx::check_integrity $core
      ipx::save_core $core
      """;

  private static final String FUSESOC =
      """
      CAPI=2:
      name: @VENDOR:@LIBRARY:@TOP:@VERSION
      description: @DESCRIPTION

      filesets:
        rtl:
          files:
      @FILES    file_type: verilogSource
        images:
          files:
      @IMAGES    file_type: user
        bench:
          files:
            - @BENCH.v
          file_type: verilogSource

      targets:
        default: &default
          filesets: [rtl, images]
          toplevel: @TOP
        sim:
          <<: *default
          default_tool: icarus
          filesets: [rtl, images, bench]
          toplevel: @BENCH
        synth:
          <<: *default
          default_tool: vivado
          tools:
            vivado:
              part: xc7a35tcpg236-1
            yosys:
              arch: xilinx
      """;

  private static final String BENCH =
      """
      // Reads the identity register of @TOP after reset and says PASS or FAIL.
      module @BENCH;
        reg aclk = 1'b0;
        integer waited = 0;
      @PINS
        always #5 aclk = ~aclk;

        @TOP core (
          .aclk(aclk),
      @CONNECTIONS
        );

        initial begin
          repeat (4) @(negedge aclk);
          aresetn = 1'b1;
          s_axil_araddr = @ADDRESS;
          s_axil_arvalid = 1'b1;
          s_axil_rready = 1'b1;
        end

        always @(negedge aclk) begin
          waited = waited + 1;
          if (s_axil_rvalid === 1'b1) begin
            if (s_axil_rdata === 32'h@IDENTITY) $display("PASS");
            else $display("FAIL: identity %h", s_axil_rdata);
            $finish;
          end else if (waited == 1000) begin
            $display("FAIL: no answer");
            $finish;
          end
        end
      endmodule
      """;

  /** The files of a core. */
  public static Packaging of(AcceleratorPlan plan, EmittedDesign design, String version) {
    String top = design.top();
    String bench = top + "_bench";
    Map<String, String> files = new LinkedHashMap<>();
    files.put("component.xml", IpXact.text(plan, design, version));
    files.put(top + ".tcl", tcl(design, version));
    files.put(top + ".core", fuseSoc(plan, design, bench, version));
    files.put(bench + ".v", bench(design, bench));
    return new Packaging(files);
  }

  /** Writes the files into the folder that has the core, and returns them. */
  public Map<String, String> write(Path folder) {
    files.forEach(
        (name, text) ->
            AtomicFile.write(
                folder.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
    return files;
  }

  private static String filled(String template, String top, String version) {
    return template
        .replace("@TOP", top)
        .replace("@VENDOR", IpXact.VENDOR)
        .replace("@LIBRARY", IpXact.LIBRARY)
        .replace("@VERSION", version);
  }

  private static String tcl(EmittedDesign design, String version) {
    String files =
        lines("  [file join $here %s] \\%n", design.verilog().keySet())
            + lines("  [file join $here %s] \\%n", design.images().keySet());
    return filled(TCL, design.top(), version)
        .replace("@FILES", files)
        .replace("@FILE", design.top() + ".tcl");
  }

  private static String fuseSoc(
      AcceleratorPlan plan, EmittedDesign design, String bench, String version) {
    return filled(FUSESOC, design.top(), version)
        .replace("@DESCRIPTION", "KCP-compressed " + plan.design().cell().jsonName())
        .replace("@FILES", lines("      - %s%n", design.verilog().keySet()))
        .replace("@IMAGES", images(design))
        .replace("@BENCH", bench);
  }

  /** The images go where the simulation runs, for there {@code $readmemh} looks. */
  private static String images(EmittedDesign design) {
    return design.images().keySet().stream()
        .map(name -> String.format("      - %s: {copyto: %s}%n", name, name))
        .collect(Collectors.joining());
  }

  private static String bench(EmittedDesign design, String bench) {
    String address = TopPorts.ADDRESS_BITS + "'h" + Integer.toHexString(RegisterMap.IDENTITY);
    return BENCH
        .replace("@PINS", pins(design.ports()))
        .replace(
            "@CONNECTIONS",
            design.ports().stream()
                .map(pin -> "    ." + pin.name() + "(" + pin.name() + ")")
                .collect(Collectors.joining(",\n")))
        .replace("@ADDRESS", address)
        .replace("@IDENTITY", Integer.toHexString(RegisterMap.IDENTITY_VALUE))
        .replace("@TOP", design.top())
        .replace("@BENCH", bench);
  }

  private static String pins(List<Port> ports) {
    return ports.stream()
        .map(
            pin ->
                pin.input()
                    ? String.format("  reg  %s %s = 0;%n", range(pin), pin.name())
                    : String.format("  wire %s %s;%n", range(pin), pin.name()))
        .collect(Collectors.joining());
  }

  private static String range(Port pin) {
    return "[" + (pin.width() - 1) + ":0]";
  }

  private static String lines(String format, Iterable<String> names) {
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append(String.format(format, name)));
    return text.toString();
  }
}
