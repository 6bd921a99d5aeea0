package org.kcpfpga.fpga;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Port;
import org.kcpfpga.plan.RegisterMap;
import org.kcpfpga.plan.TopPorts;

/**
 * What other tools need to take a core: IP-XACT, a script for Vivado, a core file for FuseSoC with
 * a bench for its simulation.
 *
 * @param files name to text
 */
public record Packaging(Map<String, String> files) {
  private static final String TCL =
      """
      # Packages @TOP as IP for Vivado: vivado -mode batch -source @FILE [-tclargs PART]
      # Not run here, for want of Vivado. The IP goes to a folder beside this one, as component.xml in
      # this one is the same core as IP-XACT, with its registers, and a repository has one of each.
      set here [file dirname [file normalize [info script]]]
      set part [expr {$argc > 0 ? [lindex $argv 0] : "xc7a35tcpg236-1"}]
      create_project -force @TOP_package ${here}_vivado_project -part $part
      add_files -norecurse [list \\
      @FILES]
      @TYPE_OF_IMAGESset_property top @TOP [current_fileset]
      update_compile_order -fileset sources_1
      # Vivado infers the buses s_axis, m_axis and s_axil, aclk and aresetn from the names.
      ipx::package_project -root_dir ${here}_vivado_ip -vendor @VENDOR \\
        -library @LIBRARY -taxonomy /UserIP -import_files -force
      set core [ipx::current_core]
      set_property name @TOP $core
      set_property version @VERSION $core
      set_property supported_families {} $core
      set_property auto_family_support_level level_2 $core
      foreach bus {s_axis m_axis s_axil aclk aresetn} {
        if {[llength [ipx::get_bus_interfaces $bus -of_objects $core]] != 1} {
          error "bus $bus was not inferred"
        }
      }
      @CHECK_OF_IMAGESipx::associate_bus_interfaces -busif s_axis -clock aclk $core
      ipx::associate_bus_interfaces -busif m_axis -clock aclk $core
      ipx::associate_bus_interfaces -busif s_axil -clock aclk -reset aresetn $core
      ipx::create_xgui_files $core
      ipx::update_checksums $core
      ipx::check_integrity $core
      ipx::save_core $core
      close_project -delete
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
      @IMAGES  waivers:
          files:
            - @LINT
          file_type: vlt
        bench:
          files:
            - @BENCH.v
          file_type: verilogSource

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

  private static final String TYPE_OF_IMAGES =
      """
      set_property file_type {Memory Initialization Files} [get_files *.mem]
      """;

  private static final String CHECK_OF_IMAGES =
      """
      foreach group {@SYNTHESIS @SIMULATION} {
        set files [ipx::get_file_groups $group -of_objects $core]
        if {[llength [ipx::get_files -of_objects $files *.mem]] == 0} {
          error "no memory images in $group"
        }
      }
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
            if (s_axil_rdata === 32'h@IDENTITY) begin
              $display("PASS");
              $finish;
            end else begin
              $display("FAIL: identity %h", s_axil_rdata);
              $fatal;
            end
          end else if (waited == 1000) begin
            $display("FAIL: no answer");
            $fatal;
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

  private static String filled(String template, String top, String version) {
    return template
        .replace("@TOP", top)
        .replace("@VENDOR", IpXact.VENDOR)
        .replace("@LIBRARY", IpXact.LIBRARY)
        .replace("@VERSION", version)
        .replace("@SYNTHESIS", IpXact.SYNTHESIS)
        .replace("@SIMULATION", IpXact.SIMULATION);
  }

  private static String tcl(EmittedDesign design, String version) {
    String files =
        lines("  [file join $here %s] \\%n", design.verilog().keySet())
            + lines("  [file join $here %s] \\%n", design.images().keySet());
    String script =
        TCL.replace("@TYPE_OF_IMAGES", present(design, TYPE_OF_IMAGES))
            .replace("@CHECK_OF_IMAGES", present(design, CHECK_OF_IMAGES));
    return filled(script, design.top(), version)
        .replace("@FILES", files)
        .replace("@FILE", design.top() + ".tcl");
  }

  private static String fuseSoc(
      AcceleratorPlan plan, EmittedDesign design, String bench, String version) {
    return filled(FUSESOC, design.top(), version)
        .replace("@DESCRIPTION", "KCP-compressed " + plan.design().cell().jsonName())
        .replace("@FILES", lines("      - %s%n", design.verilog().keySet()))
        .replace("@IMAGES", present(design, IMAGES))
        .replace("@COPIED", images(design))
        .replace("@NAMED", lines("      - %s%n", design.images().keySet()))
        .replace("@WITH_IMAGES", present(design, ", images"))
        .replace("@FOR_VIVADO", present(design, ", \"tool_vivado? (memories)\""))
        .replace("@LINT", Emitter.WAIVERS)
        .replace("@BENCH", bench);
  }

  /** What is about images, in a core that has some: a loadable one may have none. */
  private static String present(EmittedDesign design, String text) {
    return design.images().isEmpty() ? "" : text;
  }

  /** The images go where the simulation runs, for there {@code $readmemh} looks. */
  private static String images(EmittedDesign design) {
    return design.images().keySet().stream()
        .map(name -> String.format(Locale.ROOT, "      - %s: {copyto: %s}%n", name, name))
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
                    ? String.format(Locale.ROOT, "  reg  %s %s = 0;%n", range(pin), pin.name())
                    : String.format(Locale.ROOT, "  wire %s %s;%n", range(pin), pin.name()))
        .collect(Collectors.joining());
  }

  private static String range(Port pin) {
    return "[" + (pin.width() - 1) + ":0]";
  }

  private static String lines(String format, Iterable<String> names) {
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append(String.format(Locale.ROOT, format, name)));
    return text.toString();
  }
}
