package org.kcpfpga.cli.tool;

import java.util.List;

/** A command that starts programs of the machine. */
public interface CallsTools {
  /** To simulate a core: Verilog to C++, C++ to a library. */
  public List<String> SIMULATION = List.of("verilator", "g++");

  /** To map a core to gates or to the cells of a part. */
  public List<String> SYNTHESIS = List.of("yosys");

  /** The programs that this run will start, by their names in sim/tools.txt; options are set. */
  List<String> tools();
}
