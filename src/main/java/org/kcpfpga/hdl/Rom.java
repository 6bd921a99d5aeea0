package org.kcpfpga.hdl;

/** A read-only memory loaded from an image file, with one synchronous read port or two. */
public final class Rom {
  private final MemoryPorts ports;

  private Rom(MemoryPorts ports) {
    this.ports = ports;
  }

  /** With one port. */
  static Rom single(String name, int width, int depth, String imageName, boolean blocks) {
    int address = Bits.indexWidth(depth);
    MemoryPorts ports = new MemoryPorts(name, width, depth);
    ports.make(
        ports
            .readOnly("kcp_rom", "")
            .parameter("BLOCK", blocks ? 1 : 0)
            .parameter("INIT", imageName + ".mem")
            .clock("clk")
            .in("en", 1)
            .in("addr", address)
            .out("q", width));
    return new Rom(ports);
  }

  /** With two ports, in block RAM. */
  static Rom twoPorts(String name, int width, int depth, String imageName) {
    int address = Bits.indexWidth(depth);
    MemoryPorts ports = new MemoryPorts(name, width, depth);
    ports.make(
        ports
            .readOnly("kcp_rom2", "0", "1")
            .parameter("INIT", imageName + ".mem")
            .clock("clk")
            .in("en0", 1)
            .in("addr0", address)
            .out("q0", width)
            .in("en1", 1)
            .in("addr1", address)
            .out("q1", width));
    return new Rom(ports);
  }

  /** Width of an address in bits: ceil(log2(depth)), at least 1. */
  public int addressWidth() {
    return ports.addressWidth();
  }

  /**
   * Connects the next read port.
   *
   * @return the word at {@code address} of the last cycle in which {@code enable} was 1
   */
  public Bits read(Bits address, Bool enable) {
    return ports.read("addr", address, "en", enable);
  }
}
