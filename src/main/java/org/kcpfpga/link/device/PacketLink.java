package org.kcpfpga.link.device;

import java.util.List;
import java.util.function.Consumer;
import org.kcpfpga.common.UserError;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.Transfer;
import org.kcpfpga.plan.AcceleratorPlan;

/**
 * A core on a board behind the driver.
 *
 * <p>Cycles are those in which the core was busy, waits for the line included, and unknown where a
 * narrow counter may have wrapped ({@link BusyCount}); when each step ended is not known. Gaps and
 * stalls are what the line makes them: of a {@link Traffic} nothing is used.
 */
public final class PacketLink implements Link {
  private final Session session;
  private final RegisterAccess registers;
  private final FrameBytes format;
  private final AcceleratorPlan plan;
  private final Consumer<StreamProgress> told;

  /**
   * Takes over the session and closes it.
   *
   * @param told hears about once a second how far a stream has come, and at its end
   */
  public PacketLink(AcceleratorPlan plan, Session session, Consumer<StreamProgress> told) {
    this.session = session;
    this.registers = new RegisterAccess(session);
    this.format = new FrameBytes(plan);
    this.plan = plan;
    this.told = told;
  }

  /**
   * Streams frames and collects one output vector for each.
   *
   * @throws UserError if the device is lost, stops, or its streams are not those of the plan
   */
  @Override
  public Transfer stream(List<Frame> frames, Traffic traffic) {
    requireBeats("input", session.greeting().beatBytesIn(), format.inputBeat());
    requireBeats("output", session.greeting().beatBytesOut(), format.outputBeat());
    BusyCount busy = new BusyCount(plan, format, session.greeting().window());
    return new StreamRun(session, format, busy, frames, told).go();
  }

  private void requireBeats(String stream, int found, int expected) {
    // the device says the low eight bits
    if (found != (expected & 0xFF)) {
      throw UserError.at(
          session.name() + ": bytes of an " + stream + " beat", found, String.valueOf(expected));
    }
  }

  @Override
  public int read(int address) {
    return registers.read(address);
  }

  @Override
  public void write(int address, int value) {
    registers.write(List.of(new LoadImage.Write(address, value)));
  }

  @Override
  public void writeAll(List<LoadImage.Write> writes) {
    registers.write(writes);
  }

  @Override
  public void close() {
    session.close();
  }
}
