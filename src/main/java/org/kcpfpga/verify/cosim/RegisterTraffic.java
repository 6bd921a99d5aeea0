package org.kcpfpga.verify.cosim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.SystemMap;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.build.RecordLayout;

/**
 * Accesses to the registers during a co-simulation. Random ones go on beside the streams; in a
 * visit, for which the streams make a pause, state is read and written, and the model of a loadable
 * core written again. Before the first frame the model is loaded, the counters are cleared, and all
 * states are written.
 */
final class RegisterTraffic {
  private static final double ACCESS = 0.02;

  /** The most writes of a model that is loaded again in a visit. */
  private static final int SMALL_MODEL = 300;

  private final SplittableRandom random;
  private final RegisterChannel write;
  private final RegisterChannel read;
  private final int addresses;

  /** Of the parts for a system. */
  private final List<Integer> system;

  private final CellPlan cell;

  /** Empty of a core with ROM. */
  private final List<LoadImage.Write> program;

  private final Deque<Access> visit = new ArrayDeque<>();
  private final List<Access> accesses = new ArrayList<>();
  private int hiddenElements;

  RegisterTraffic(Deployment deployment, SplittableRandom random) {
    AcceleratorPlan plan = deployment.plan();
    this.random = random;
    RecordLayout in = RecordLayout.of(TopPorts.of(plan), true);
    RecordLayout out = RecordLayout.of(TopPorts.of(plan), false);
    this.write = new RegisterChannel(true, in, out);
    this.read = new RegisterChannel(false, in, out);
    List<Integer> all = RegisterMap.of(plan).stream().map(RegisterMap.Register::address).toList();
    this.system = all.stream().filter(address -> address >= SystemMap.PARTS).toList();
    this.addresses = all.get(all.size() - 1 - system.size()) + 32;
    this.cell = plan.pipeline().cell();
    this.program = plan.design().loadable() ? LoadImage.program(deployment.core()) : List.of();
    load();
    write(RegisterMap.CONTROL, RegisterMap.CLEAR_COUNTERS);
    for (int sequence = 0; cell.stateBits() > 0 && sequence < cell.sequences(); sequence++) {
      write(RegisterMap.SEQUENCE, sequence);
      writeState(cell.size());
    }
  }

  /** All accesses that were answered. */
  List<Access> accesses() {
    return accesses;
  }

  /** Whether no frame may begin, as a visit goes on. */
  boolean visiting() {
    return !visit.isEmpty();
  }

  /** Begins a visit. */
  void visit() {
    if (program.size() <= SMALL_MODEL && random.nextInt(4) == 0) {
      load();
    }
    if (!cell.kind().recurrent()) {
      return;
    }
    write(RegisterMap.SEQUENCE, random.nextInt(cell.sequences()));
    if (cell.stateBits() > 0) {
      readState();
      if (random.nextBoolean()) {
        write(RegisterMap.SEQUENCE, random.nextInt(cell.sequences()));
        writeState(1 + random.nextInt(cell.size()));
      }
    }
    if (random.nextBoolean()) {
      writeHidden();
    }
  }

  private void load() {
    if (program.isEmpty()) {
      return;
    }
    program.forEach(write -> write(write.address(), write.data()));
    visit.add(Access.of(false, RegisterMap.CHECKSUM, 0, 0));
  }

  private void readState() {
    for (int i = 1 + random.nextInt(cell.size()); i > 0; i--) {
      visit.add(Access.of(false, RegisterMap.STATE_DATA, 0, 0));
    }
  }

  private void writeState(int elements) {
    for (int i = 0; i < elements; i++) {
      write(RegisterMap.STATE_DATA, random.nextInt());
    }
  }

  private void writeHidden() {
    for (int i = 0; i < cell.size(); i++) {
      write(RegisterMap.HIDDEN_DATA, random.nextInt());
    }
  }

  private void write(int address, int data) {
    visit.add(Access.of(true, address, data, 15));
  }

  /** Sets the input pins; {@code inFrame}: a frame has begun and not ended. */
  void drive(int[] pins, boolean inFrame) {
    if (visiting()) {
      next();
    } else {
      randomRead();
      randomWrite(inFrame);
    }
    write.drive(pins, chance(0.5));
    read.drive(pins, chance(0.5));
  }

  /** One access of a visit after the other; an h that was begun before it is ended first. */
  private void next() {
    if (write.idle() && read.idle()) {
      Access access = visit.element();
      if (loadsHidden() && access.address() != RegisterMap.HIDDEN_DATA) {
        access = Access.of(true, RegisterMap.HIDDEN_DATA, random.nextInt(), 15);
      }
      RegisterChannel channel = access.write() ? write : read;
      channel.offer(access.address(), access.data(), access.strobes());
    }
  }

  private void randomRead() {
    if (read.free() && chance(ACCESS)) {
      read.offer(address(), 0, 0);
    }
  }

  /** A word of h that was accepted is followed by the others, sooner or later. */
  private void randomWrite(boolean inFrame) {
    if (!write.free() || !chance(ACCESS / 4) && !loadsHidden()) {
      return;
    }
    if (loadsHidden() && chance(0.9)) {
      write.offer(RegisterMap.HIDDEN_DATA, random.nextInt(), random.nextInt(16));
      return;
    }
    int address = address();
    // accepted data would change the model; in the next cycle it is refused if a frame has begun
    boolean data = address / Integer.BYTES == RegisterMap.LOAD_DATA / Integer.BYTES;
    if (SystemMap.framing(address) && system.contains(address & -Integer.BYTES)) {
      // the frames of this run have tuser
      return;
    }
    if (!data || inFrame && write.idle()) {
      write.offer(address, RegisterChannel.word(random), random.nextInt(16));
    }
  }

  /** Mostly one of a register, or near it. */
  private int address() {
    if (!system.isEmpty() && random.nextBoolean()) {
      return system.get(random.nextInt(system.size()));
    }
    return random.nextInt(random.nextInt(4) == 0 ? 1 << TopPorts.ADDRESS_BITS : addresses);
  }

  private boolean loadsHidden() {
    return hiddenElements % cell.size() != 0;
  }

  /**
   * Looks at the output pins of a cycle.
   *
   * @param steps delivered before it
   * @return whether an access was accepted
   */
  boolean observe(int[] pins, long cycle, long steps) {
    Access written = write.observe(pins, cycle, steps);
    Access gotten = read.observe(pins, cycle, steps);
    boolean accepted = false;
    for (Access access : new Access[] {written, gotten}) {
      if (access != null) {
        accesses.add(access);
        accepted |= access.accepted();
        if (access.touches(RegisterMap.HIDDEN_DATA) && access.write()) {
          hiddenElements++;
        }
        answered(access);
      }
    }
    return accepted;
  }

  /** A refused access of a visit is made again. */
  private void answered(Access access) {
    Access due = visit.peek();
    boolean mine =
        due != null
            && due.write() == access.write()
            && due.address() == access.address()
            && due.strobes() == access.strobes()
            && (!due.write() || due.data() == access.data());
    if (mine && access.accepted()) {
      visit.remove();
    }
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }
}
