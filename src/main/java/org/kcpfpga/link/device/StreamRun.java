package org.kcpfpga.link.device;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.kcpfpga.common.UserError;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.Transfer;
import org.kcpfpga.link.packet.Packet;
import org.kcpfpga.plan.boundary.RegisterMap;

/** One stream through a core: keeps the window full, collects what comes back. */
final class StreamRun {
  private static final long REPORT_MILLIS = 1000;

  /** A counter of 32 bits is read so often: it overflows in 43 s at 100 MHz. */
  private static final long COUNT_MILLIS = 10_000;

  private final Session session;
  private final RegisterAccess registers;
  private final FrameBytes format;
  private final BusyCount busy;
  private final FramePackets packets;
  private final int expected;
  private final Consumer<StreamProgress> told;
  private final List<int[]> outputs = new ArrayList<>();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final long began;
  private final int inputBytes;
  private long reported;
  private long counted;
  private int looks;
  private int sent;

  /** Frames behind which the next look comes. */
  private int batch;

  /** {@code busy} has not begun. */
  StreamRun(
      Session session,
      FrameBytes format,
      BusyCount busy,
      List<Frame> frames,
      Consumer<StreamProgress> told) {
    this.session = session;
    this.registers = new RegisterAccess(session);
    this.format = format;
    this.busy = busy;
    this.batch = busy.frames();
    this.packets = new FramePackets(frames, format);
    this.expected = frames.size();
    this.told = told;
    this.began = session.time().millis();
    this.inputBytes = frames.isEmpty() ? 0 : format.of(frames.get(0)).length;
    this.reported = began;
    this.counted = began;
  }

  Transfer go() {
    busy.begin(registers.read(RegisterMap.BUSY));
    while (outputs.size() < expected) {
      fill();
      session.await();
      for (Packet p = session.poll(); p != null; p = session.poll()) {
        take(p);
      }
      report();
    }
    // a look that was sent behind the last input may be answered behind the last output
    while (looks > 0) {
      take(session.receive());
    }
    busy.look(registers.read(RegisterMap.BUSY));
    told.accept(progress());
    return new Transfer(outputs, busy.cycles(), List.of());
  }

  private void fill() {
    long now = session.time().millis();
    boolean due = busy.frames() > 0 ? outputs.size() == batch : now - counted >= COUNT_MILLIS;
    if (session.room() > 0 && due) {
      counted = now;
      batch += busy.frames();
      looks++;
      registers.sendRead(RegisterMap.BUSY);
    }
    while (session.room() > 0 && packets.hasNext() && mayFollow()) {
      packets.send(session);
      sent++;
    }
  }

  /** Where looks follow frames every frame is one packet. */
  private boolean mayFollow() {
    return busy.frames() == 0 || sent < batch && sent - outputs.size() < busy.outstanding();
  }

  private void take(Packet packet) {
    if (!packet.data()) {
      if (looks == 0) {
        throw wrong("an answer that nobody asked for");
      }
      looks--;
      busy.look(registers.value(packet).orElseThrow(() -> Link.refused(false, RegisterMap.BUSY)));
      return;
    }
    output.writeBytes(packet.payload());
    boolean last = packet.kind() == Packet.DATA_LAST;
    if (output.size() > format.outputSize() || last && output.size() < format.outputSize()) {
      throw wrong(output.size() + " bytes of an output");
    }
    if (last) {
      if (outputs.size() == expected) {
        throw wrong("more outputs than inputs");
      }
      outputs.add(format.vector(output.toByteArray()));
      output.reset();
    }
  }

  private UserError wrong(String found) {
    return UserError.at(
        session.name() + ": m_axis", found, format.outputSize() + " bytes for each step");
  }

  private void report() {
    long now = session.time().millis();
    if (now - reported >= REPORT_MILLIS) {
      reported = now;
      told.accept(progress());
    }
  }

  private StreamProgress progress() {
    long bytes = (long) outputs.size() * (inputBytes + format.outputSize());
    long millis = session.time().millis() - began;
    return new StreamProgress(outputs.size(), expected, bytes, millis, session.statistics());
  }
}
