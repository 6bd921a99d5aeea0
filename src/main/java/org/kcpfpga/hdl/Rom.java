package org.kcpfpga.hdl;

/** A read-only memory loaded from an image file, with one synchronous read port. */
public final class Rom {
  private final MemoryPorts ports;

  Rom(String name, int width, int depth, String imageName, boolean blocks) {
    int address = Bits.indexWidth(depth);
    ports = new MemoryPorts(name, width, depth);
    ports.make(
        ports
            .shape("kcp_rom")
            .parameter("BLOCK", blocks ? 1 : 0)
            .parameter("INIT", imageName + ".mem")
            .clock("clk")
            .in("en", 1)
            .in("addr", address)
            .out("q", width));
  }

  /** Width of an address in bits: ceil(log2(depth)), at least 1. */
  public int addressWidth() {
    return ports.addressWidth();
  }

  /**
   * Connects the read port, once.
   *
   * @return the word at {@code address} of the last cycle in which {@code enable} was 1
   */
  public Bits read(Bits address, Bool enable) {
    return ports.read("addr", address, "en", enable);
  }
}
