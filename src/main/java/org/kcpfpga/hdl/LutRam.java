package org.kcpfpga.hdl;

/**
 * A small memory with one synchronous write port and one asynchronous read port: a read shows the
 * stored word in the same cycle, and a written word from the next cycle on.
 */
public final class LutRam {
  private final MemoryPorts ports;

  LutRam(String name, int width, int depth) {
    int address = Bits.indexWidth(depth);
    ports = new MemoryPorts(name, width, depth);
    ports.make(
        ports
            .shape("kcp_lutram")
            .clock("clk")
            .in("we", 1)
            .in("waddr", address)
            .in("wdata", width)
            .in("raddr", address)
            .out("q", width));
  }

  /** Width of an address in bits: ceil(log2(depth)), at least 1. */
  public int addressWidth() {
    return ports.addressWidth();
  }

  /** Connects the read port, once, and returns the word at {@code address}, in the same cycle. */
  public Bits read(Bits address) {
    return ports.read("raddr", address, null, null);
  }

  /** Connects the write port, once: {@code data} is stored at the end of a cycle with enable. */
  public void write(Bool enable, Bits address, Bits data) {
    ports.write(enable, address, data);
  }
}
