package org.kcpfpga.hdl;

import chisel3.UInt;
import java.util.ArrayList;
import java.util.List;

/** The ports of a memory instance: each connected once, with its exact width. */
final class MemoryPorts {
  private final String name;
  private final int width;
  private final int depth;
  private Primitive instance;
  private boolean written = true;

  /** Ends of the pin names of the read ports that are still to be connected. */
  private final List<String> unread = new ArrayList<>();

  MemoryPorts(String name, int width, int depth) {
    this.name = name;
    this.width = Checks.width(name, width);
    this.depth = depth;
    Checks.require(depth >= 1, name + ".depth", depth, "1 or more");
  }

  /** A memory with a write port and a read port. */
  Primitive.Shape shape(String module) {
    written = false;
    return readOnly(module, "");
  }

  /** A memory with a read port for each of these ends of pin names. */
  Primitive.Shape readOnly(String module, String... readPorts) {
    unread.addAll(List.of(readPorts));
    return Primitive.of(module)
        .parameter("WIDTH", width)
        .parameter("DEPTH", depth)
        .parameter("ADDR", addressWidth());
  }

  void make(Primitive.Shape shape) {
    Block block = Elaboration.current().block();
    block.names().claim(name);
    instance = shape.make();
    instance.nameInstance(name);
    instance.connect("clk", block.clock());
    block.atClose(this::requireConnected);
  }

  int addressWidth() {
    return Bits.indexWidth(depth);
  }

  /** Connects the next read port. */
  Bits read(String addressPort, Bits address, String enablePort, Bool enable) {
    Checks.require(
        !unread.isEmpty(), name + ".read", "a further call", "one call for each read port");
    requireWidth(".read address", address, addressWidth());
    String port = unread.remove(0);
    connect(addressPort + port, address);
    if (enablePort != null) {
      connect(enablePort + port, enable);
    }
    Bits word = new Bits((UInt) instance.port("q" + port), width, Value.Kind.NODE, name + ".read");
    word.onNamed(wanted -> {});
    word.hint(Hint.named(name + "_word" + port));
    return word;
  }

  void write(Bool enable, Bits address, Bits data) {
    Checks.require(!written, name + ".write", "a second call", "one write port");
    requireWidth(".write address", address, addressWidth());
    requireWidth(".write data", data, width);
    written = true;
    connect("we", enable);
    connect("waddr", address);
    connect("wdata", data);
  }

  private void requireWidth(String place, Bits value, int expected) {
    Checks.require(value.width() == expected, name + place, value, "width " + expected);
  }

  private void connect(String port, Bits source) {
    source.requireReadable();
    instance.connect(port, source.data);
  }

  private void requireConnected() {
    Checks.require(unread.isEmpty(), name, "not read", "one call of read for each read port");
    Checks.require(written, name, "never written", "one call of write");
  }
}
