package org.kcpfpga.rtl.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.boundary.LoadMap;
import org.kcpfpga.plan.boundary.LoadTarget;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.ShiftField;
import org.kcpfpga.plan.boundary.ShiftMap;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.MemoryLoad;

/**
 * The registers through which a loadable core is given its model, in the control port. Outputs:
 * {@code load_word, load_address} for all memories, a write enable {@code load_NAME} for each, and
 * the shifts {@code shift_NAME}, which stand here.
 */
public final class LoadPort {
  private static final int CHUNK = Integer.SIZE;

  private final Datapath block;
  private final AxiLitePort axi;
  private final Core core;
  private final List<LoadTarget> targets;
  private final Map<String, MemoryLoad> memories = new HashMap<>();
  private final Map<String, Bits> shifts = new HashMap<>();

  LoadPort(Datapath block, AxiLitePort axi, Core core) {
    this.block = block;
    this.axi = axi;
    this.core = core;
    this.targets = LoadMap.of(core.pipeline());
  }

  /** What writes the memory of this target. */
  public MemoryLoad memory(String target) {
    return block.part(memories.get(target), target);
  }

  /** The shift of this name. */
  public Bits shift(String name) {
    return block.part(shifts.get(name), name);
  }

  /**
   * Makes the registers.
   *
   * @param open a write of this cycle is accepted
   * @param begins a load begins
   */
  void build(Bool open, Bool begins) {
    Bool none = axi.offered("no_such_target", axi.data().lessThan(targets.size()).not());
    Bool selects = axi.writes(RegisterMap.LOAD_TARGET, open.not().or(none)).named("selects_target");
    Bool writes = axi.writes(RegisterMap.LOAD_DATA, open.not()).named("writes_load");
    axi.show(RegisterMap.LOAD_TARGET, Bits.of(0, 32));
    axi.show(RegisterMap.LOAD_DATA, Bits.of(0, 32));
    checksum(begins, selects.or(writes));

    int width = Bits.indexWidth(targets.size());
    Bits target = block.registerInit("load_target", width, 0);
    target.next(selects.mux(axi.data().wrapTo(width), target));
    Bits chunk = position("load_chunk", target, selects, writes, LoadTarget::chunks);
    Bool wordEnds = writes.and(chunk.eq(lasts(target, LoadTarget::chunks))).named("load_word_ends");
    Bits word = position("load_address_now", target, selects, wordEnds, LoadTarget::words);
    write(target, wordEnds, word, assembled(writes, chunk));
  }

  private void checksum(Bool begins, Bool steps) {
    Bits checksum = block.registerInit("load_checksum", 32, 0);
    Bits shifted = checksum.shiftLeft(1).wrapTo(32);
    Bits reduced = checksum.bit(31).mux(shifted.xor(Bits.of(LoadMap.POLYNOMIAL, 32)), shifted);
    Bits stepped = steps.mux(reduced.xor(axi.data()), checksum);
    checksum.next(begins.mux(Bits.of(LoadMap.START & 0xFFFFFFFFL, 32), stepped));
    axi.show(RegisterMap.CHECKSUM, checksum);
  }

  /** Counts steps from a selection on, and begins again after as many as the target has. */
  private Bits position(
      String name, Bits target, Bool selects, Bool steps, ToIntFunction<LoadTarget> count) {
    int width = width(count);
    Bits zero = Bits.of(0, width);
    if (targets.stream().allMatch(t -> count.applyAsInt(t) == 1)) {
      return zero;
    }
    Bits position = block.registerInit(name, width, 0);
    Bits after = position.eq(lasts(target, count)).mux(zero, position.plus(1).wrapTo(width));
    position.next(selects.mux(zero, steps.mux(after, position)));
    return position;
  }

  private int width(ToIntFunction<LoadTarget> count) {
    return Bits.indexWidth(targets.stream().mapToInt(count).max().orElseThrow());
  }

  /** The last position of the selected target. */
  private Bits lasts(Bits target, ToIntFunction<LoadTarget> count) {
    int width = width(count);
    return Bits.select(
        target, targets.stream().map(t -> Bits.of(count.applyAsInt(t) - 1L, width)).toList());
  }

  /** The word of which the chunk being written is the last. */
  private Bits assembled(Bool writes, Bits chunk) {
    int bits = targets.stream().mapToInt(LoadTarget::wordBits).max().orElseThrow();
    int chunks = (bits + CHUNK - 1) / CHUNK;
    List<Bits> parts = new ArrayList<>();
    for (int i = 0; i + 1 < chunks; i++) {
      Bits part = block.register("load_part" + i, CHUNK);
      Bool mine = chunk.eq(i);
      part.next(writes.and(mine).mux(axi.data(), part));
      parts.add(mine.mux(axi.data(), part).named("load_word_part" + i));
    }
    parts.add(axi.data());
    return Bits.pack(parts).wrapTo(bits);
  }

  private void write(Bits target, Bool ends, Bits address, Bits word) {
    Bits loadWord = block.output("load_word", word.width());
    loadWord.drive(word);
    Bits loadAddress = block.output("load_address", address.width());
    loadAddress.drive(address);
    for (int number = 0; number < targets.size(); number++) {
      Bool mine = ends.and(target.eq(number));
      String name = targets.get(number).name();
      if (name.equals(LoadMap.SHIFTS)) {
        shifts(mine, address, word);
      } else {
        Bool load = block.outputBool("load_" + name);
        load.drive(mine);
        memories.put(name, new MemoryLoad(load, loadAddress, loadWord));
      }
    }
  }

  private void shifts(Bool write, Bits address, Bits word) {
    List<ShiftField> fields = ShiftMap.of(core.pipeline());
    for (int i = 0; i < fields.size(); i++) {
      ShiftField field = fields.get(i);
      Bits kept = block.register("kept_shift_" + field.name(), field.bits());
      kept.next(write.and(address.eq(i)).mux(word.wrapTo(field.bits()), kept));
      Bits shift = block.output("shift_" + field.name(), field.bits());
      shift.drive(kept);
      shifts.put(field.name(), shift);
    }
  }
}
