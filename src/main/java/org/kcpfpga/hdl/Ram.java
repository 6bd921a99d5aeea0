package org.kcpfpga.hdl;

/**
 * A memory with one synchronous write port and one synchronous read port. Reading the address that
 * is being written in the same cycle gives an undefined word.
 */
public final class Ram {
  private final MemoryPorts ports;

  Ram(String name, int width, int depth, boolean blocks, boolean zero) {
    int address = Bits.indexWidth(depth);
    ports = new MemoryPorts(name, width, depth);
    ports.make(
        ports
            .shape("kcp_ram")
            .parameter("BLOCK", blocks ? 1 : 0)
            .parameter("ZERO", zero ? 1 : 0)
            .clock("clk")
            .in("we", 1)
            .in("waddr", address)
            .in("wdata", width)
            .in("re", 1)
            .in("raddr", address)
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
    return ports.read("raddr", address, "re", enable);
  }

  /** Connects the write port, once: {@code data} is stored at the end of a cycle with enable. */
  public void write(Bool enable, Bits address, Bits data) {
    ports.write(enable, address, data);
  }
}
