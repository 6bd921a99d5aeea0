package org.kcpfpga.fpga;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.VectorBench;
import org.kcpfpga.plan.AcceleratorPlan;

/**
 * What other tools need to take a core with its test bench: IP-XACT, a script for Vivado, a core
 * file for FuseSoC.
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

  /** The files of a core, among whose documents a bench of {@link VectorBench} is. */
  public static Packaging of(AcceleratorPlan plan, EmittedDesign design, String version) {
    String top = design.top();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("component.xml", IpXact.text(plan, design, version));
    files.put(top + ".tcl", tcl(design, version));
    files.put(top + ".core", FuseSoc.text(plan, design, version));
    return new Packaging(files);
  }

  static String filled(String template, String top, String version) {
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

  /** What is about images, in a core that has some: a loadable one may have none. */
  static String present(EmittedDesign design, String text) {
    return design.images().isEmpty() ? "" : text;
  }

  static String lines(String format, Iterable<String> names) {
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append(String.format(Locale.ROOT, format, name)));
    return text.toString();
  }
}
