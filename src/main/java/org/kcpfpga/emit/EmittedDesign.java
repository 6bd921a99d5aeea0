package org.kcpfpga.emit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kcpfpga.plan.boundary.Port;

/**
 * A core as text.
 *
 * @param top name of the top module
 * @param ports its pins besides the clock
 * @param verilog file name to text, one module a file
 * @param images file name to text of every memory image
 * @param documents file name to text of plan, register map, and what else goes with the core
 */
public record EmittedDesign(
    String top,
    List<Port> ports,
    SortedMap<String, String> verilog,
    SortedMap<String, String> images,
    SortedMap<String, String> documents) {

  /** File name to text of everything. */
  public SortedMap<String, String> files() {
    SortedMap<String, String> all = new TreeMap<>(verilog);
    all.putAll(images);
    all.putAll(documents);
    return all;
  }

  /** The same with the file lists that it needs in this folder. */
  public EmittedDesign in(Path folder) {
    return with(FileList.of(this, folder));
  }

  /** The same with more documents. */
  public EmittedDesign with(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(documents);
    all.putAll(more);
    return new EmittedDesign(top, ports, verilog, images, all);
  }

  /** The Verilog files in a folder that {@link Emitter#write} filled, in the order of the list. */
  public List<Path> verilogFiles(Path folder) {
    return verilog.keySet().stream().map(folder::resolve).toList();
  }
}
