package org.kcpfpga.verify.cosim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.build.RecordLayout;

/** One direction of the AXI4-Lite port as a master sees it: requests, and answers in order. */
final class RegisterChannel {
  private static final int WORD = (1 << TopPorts.ADDRESS_BITS) - Integer.BYTES;

  private final boolean write;
  private final RecordLayout in;
  private final RecordLayout out;
  private final Deque<Access> unanswered = new ArrayDeque<>();
  private int address;
  private Access offered;
  private boolean ready;

  RegisterChannel(boolean write, RecordLayout in, RecordLayout out) {
    this.write = write;
    this.in = in;
    this.out = out;
  }

  /** Data to write: anything, or one of the words that a decoder may take for another. */
  static int word(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextInt(8);
      default -> 1 << random.nextInt(Integer.SIZE);
    };
  }

  /** Whether a request can be offered. */
  boolean free() {
    return offered == null;
  }

  /** Whether all was answered. */
  boolean idle() {
    return offered == null && unanswered.isEmpty();
  }

  /** Offers a request, which stays until it is granted; {@code at} may be no word's address. */
  void offer(int at, int data, int strobes) {
    address = at;
    offered = Access.of(write, at & WORD, data, strobes);
  }

  /** Sets the input pins; {@code takes}: an answer is taken in this cycle. */
  void drive(int[] pins, boolean takes) {
    ready = takes;
    pins[in.offset(write ? "s_axil_bready" : "s_axil_rready")] = takes ? 1 : 0;
    if (offered == null) {
      return;
    }
    if (write) {
      pins[in.offset("s_axil_awvalid")] = 1;
      pins[in.offset("s_axil_wvalid")] = 1;
      pins[in.offset("s_axil_awaddr")] = address;
      pins[in.offset("s_axil_awprot")] = protection();
      pins[in.offset("s_axil_wdata")] = offered.data();
      pins[in.offset("s_axil_wstrb")] = offered.strobes();
    } else {
      pins[in.offset("s_axil_arvalid")] = 1;
      pins[in.offset("s_axil_araddr")] = address;
      pins[in.offset("s_axil_arprot")] = protection();
    }
  }

  /** Any value, which must not matter, and stays while the request does. */
  private int protection() {
    return address >> 2 & 7;
  }

  /** Looks at the output pins of a cycle; returns the access that was answered in it, or null. */
  Access observe(int[] pins, long cycle, long steps) {
    if (offered != null && pins[out.offset(write ? "s_axil_awready" : "s_axil_arready")] == 1) {
      unanswered.add(offered.granted(cycle, steps));
      offered = null;
    }
    if (!ready || pins[out.offset(write ? "s_axil_bvalid" : "s_axil_rvalid")] == 0) {
      return null;
    }
    boolean okay = pins[out.offset(write ? "s_axil_bresp" : "s_axil_rresp")] == 0;
    return unanswered.remove().answered(okay, write ? 0 : pins[out.offset("s_axil_rdata")]);
  }
}
