package org.kcpfpga.rtl.base;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.hdl.Rom;
import org.kcpfpga.image.Core;

/**
 * A part of the model: a ROM with its image or, in a loadable core, a RAM that is written through
 * the ports {@code load_write, load_address, load_word} of its block.
 */
public final class ModelMemory {
  private final Rom rom;
  private final Ram ram;
  private final MemoryLoad load;

  /**
   * Makes the memory.
   *
   * @param name instance
   * @param image file of a core with ROM
   */
  public ModelMemory(Datapath block, Core core, String name, int width, int depth, String image) {
    boolean loadable = core.plan().design().loadable();
    rom = loadable ? null : block.rom(core, name, width, depth, image);
    ram = loadable ? block.ram(core, name, width, depth) : null;
    load = loadable ? loaded(block, width) : null;
  }

  private MemoryLoad loaded(Datapath block, int width) {
    Bits address = block.input("load_address", ram.addressWidth());
    Bool write = block.inputBool("load_write");
    Bits word = block.input("load_word", width);
    ram.write(write, address, word);
    return new MemoryLoad(write, address, word);
  }

  /** The word at an address, a cycle later. */
  public Bits read(Bits address, Bool enable) {
    return rom == null ? ram.read(address, enable) : rom.read(address, enable);
  }

  /** The ports; null in a core with ROM. */
  public MemoryLoad load() {
    return load;
  }
}
