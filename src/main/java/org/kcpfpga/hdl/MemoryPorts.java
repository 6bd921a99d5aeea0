package org.kcpfpga.hdl;

import chisel3.UInt;

/** The ports of a memory instance: each connected once, with its exact width. */
final class MemoryPorts {
  private final String name;
  private final int width;
  private final int depth;
  private Primitive instance;
  private boolean writable;
  private boolean read;
  private boolean written;

  MemoryPorts(String name, int width, int depth) {
    this.name = name;
    this.width = Checks.width(name, width);
    this.depth = depth;
    Checks.require(depth >= 1, name + ".depth", depth, "1 or more");
  }

  Primitive.Shape shape(String module) {
    writable = !module.equals("kcp_rom");
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

  Bits read(String addressPort, Bits address, String enablePort, Bool enable) {
    Checks.require(!read, name + ".read", "a second call", "one read port");
    requireWidth(".read address", address, addressWidth());
    read = true;
    connect(addressPort, address);
    if (enablePort != null) {
      connect(enablePort, enable);
    }
    Bits word = new Bits((UInt) instance.port("q"), width, Value.Kind.NODE, name + ".read");
    word.onNamed(wanted -> {});
    word.hint(Hint.named(name + "_word"));
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
    Checks.require(read, name, "never read", "one call of read");
    Checks.require(written || !writable, name, "never written", "one call of write");
  }
}
