package org.kcpfpga.link.device;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.kcpfpga.common.UserError;
import org.kcpfpga.link.channel.ByteChannel;
import org.kcpfpga.link.packet.Packet;

/**
 * The host's side of the link: numbered packets in both directions, in order and each once, over a
 * channel that is not safe. Asks again for what is lost and opens a lost channel again; whatever
 * the other side does, every call ends, with a {@link UserError} if there is no hope.
 *
 * <p>One thread: bytes move only within {@link #begin}, {@link #await} and {@link #close}.
 */
public final class Session implements AutoCloseable {
  /** Of a token: only the link begins anew, the core is not reset. */
  private static final int OBSERVE = 0x80000000;

  /** So many packets fit the buffers of most channels, so that a write seldom waits. */
  private static final int LARGEST_WINDOW = 32;

  /** Between two tries to open a channel. */
  private static final long PAUSE_MILLIS = 100;

  private final Wire wire;
  private final Timeouts patience;
  private final Time time;
  private final int token;
  private final Outbox outbox = new Outbox();
  private final Inbox inbox = new Inbox();
  private final Arrivals arrivals;

  private long timeouts;
  private long reconnects;

  private Session(ByteChannel channel, Timeouts patience, Time time, int token) {
    this.wire = new Wire(channel);
    this.patience = patience;
    this.time = time;
    this.token = token;
    this.arrivals = new Arrivals(wire.name(), token, outbox, inbox);
  }

  /**
   * Opens the channel and begins a session.
   *
   * @param observe leave the core as it is: no reset, only registers can be used
   * @throws UserError if the channel cannot be opened or no such device answers
   */
  public static Session begin(ByteChannel channel, Timeouts patience, Time time, boolean observe) {
    int number = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    Session session = new Session(channel, patience, time, observe ? number | OBSERVE : number);
    try {
      session.greet();
      return session;
    } catch (RuntimeException e) {
      session.wire.close();
      throw e;
    }
  }

  private void greet() {
    open();
    try {
      for (int tries = 0; tries < patience.retries(); tries++) {
        if (synchronised()) {
          return;
        }
      }
    } catch (IOException e) {
      throw UserError.at(wire.name(), e.getMessage(), "a board with a core");
    }
    long bytes = wire.bytesReceived();
    String found = bytes == 0 ? "no answer" : "an answer of " + bytes + " bytes, not of the link";
    throw UserError.at(wire.name(), found, "a board with a core");
  }

  /** Sends SYNC and waits for the answer; says whether it came in time. */
  private boolean synchronised() throws IOException {
    arrivals.expectAnswer();
    wire.putSync(token, inbox.expected());
    wire.flush();
    long deadline = time.millis() + patience.timeoutMillis();
    for (long now = time.millis(); now < deadline && !arrivals.answered(); now = time.millis()) {
      wire.read(deadline - now, arrivals);
    }
    return arrivals.answered();
  }

  /** What the device said of itself. */
  public Greeting greeting() {
    return arrivals.greeting();
  }

  /** The channel's address, for messages. */
  public String name() {
    return wire.name();
  }

  /** The time that this session goes by. */
  Time time() {
    return time;
  }

  /** What was done so far. */
  public LinkStatistics statistics() {
    return new LinkStatistics(
        wire.bytesSent(),
        wire.bytesReceived(),
        outbox.sentAgain(),
        arrivals.damagedPackets(),
        timeouts,
        reconnects);
  }

  /** Numbered packets that may be sent now. */
  int room() {
    return Math.min(LARGEST_WINDOW, greeting().window()) - outbox.size();
  }

  /** Sends a numbered packet, as soon as there is room. */
  void send(int kind, byte[] payload) {
    while (room() <= 0) {
      await();
    }
    outbox.add(kind, payload);
  }

  /** The next numbered packet of the device if it is there, else null. */
  Packet poll() {
    Packet packet = inbox.poll();
    // outputs of frames that another host had sent are nothing to an observer
    while (packet != null && packet.data() && (token & OBSERVE) != 0) {
      packet = inbox.poll();
    }
    return packet;
  }

  /** The next numbered packet of the device. */
  Packet receive() {
    Packet packet = poll();
    while (packet == null) {
      await();
      packet = poll();
    }
    return packet;
  }

  /**
   * Moves bytes until the device has acknowledged something or sent the next numbered packet.
   *
   * @throws UserError if it never does, or has lost its state
   */
  void await() {
    arrivals.expectProgress();
    Waiting waiting = new Waiting();
    while (!arrivals.progress()) {
      try {
        flush();
        waiting.read();
      } catch (IOException e) {
        waiting.lost("lost: " + e.getMessage());
      }
    }
  }

  private void flush() throws IOException {
    boolean told = inbox.takeWish();
    if (told) {
      wire.putRepeat(inbox.expected());
    }
    for (Packet p = outbox.next(inbox.expected()); p != null; p = outbox.next(inbox.expected())) {
      wire.put(p);
      told = true;
    }
    if (told) {
      inbox.takeOwed();
    }
    acknowledge();
    wire.flush();
  }

  private void acknowledge() {
    if (inbox.takeOwed()) {
      wire.put(new Packet(Packet.ACK, 0, inbox.expected(), new byte[0]));
    }
  }

  /** One call of {@link #await}. */
  private final class Waiting {
    private long began = time.millis();
    private long deadline = began + patience.timeoutMillis();
    private int silent;
    private int losses;

    void read() throws IOException {
      arrivals.listen();
      wire.read(Math.max(1, deadline - time.millis()), arrivals);
      silent = arrivals.heard() ? 0 : silent;
      if (!arrivals.progress() && time.millis() >= deadline) {
        timeOut();
      }
    }

    private void timeOut() {
      timeouts++;
      silent++;
      if (time.millis() - began > patience.stallMillis()) {
        throw UserError.at(
            name(), "no progress for " + patience.stallMillis() + " ms", "a core that goes on");
      }
      if (silent > patience.retries()) {
        lost("no answer");
        return;
      }
      askAgain();
      // a device that has just nothing to say answers SYNC; so does one that lost its state
      if (silent > 1) {
        wire.putSync(token, inbox.expected());
      }
      deadline = time.millis() + patience.timeoutMillis();
    }

    /** Opens the channel again, and goes on where it was. */
    void lost(String why) {
      long before = time.millis();
      losses++;
      if (losses > patience.retries()) {
        throw gone(why);
      }
      reconnect(why);
      askAgain();
      silent = 0;
      began += time.millis() - before;
      deadline = time.millis() + patience.timeoutMillis();
    }
  }

  private void askAgain() {
    inbox.ask();
    outbox.probe();
  }

  private void reconnect(String why) {
    reconnects++;
    long deadline = time.millis() + patience.reconnectMillis();
    int unanswered = 0;
    while (unanswered < patience.retries() && time.millis() < deadline) {
      if (!opened()) {
        time.sleep(PAUSE_MILLIS);
      } else if (answers()) {
        return;
      } else {
        unanswered++;
      }
    }
    throw gone(why);
  }

  private boolean opened() {
    try {
      open();
      return true;
    } catch (UserError e) {
      return false;
    }
  }

  private boolean answers() {
    try {
      return synchronised();
    } catch (IOException e) {
      time.sleep(PAUSE_MILLIS);
      return false;
    }
  }

  private void open() {
    arrivals.leave();
    wire.open();
  }

  private UserError gone(String why) {
    return UserError.at(wire.name(), why, "the device that was there before");
  }

  /** Closes the channel, after a last acknowledgement. */
  @Override
  public void close() {
    try {
      acknowledge();
      wire.flush();
    } catch (IOException e) {
      // the device is gone, so that it needs no acknowledgement
    } finally {
      wire.close();
    }
  }
}
