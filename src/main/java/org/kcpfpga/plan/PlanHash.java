package org.kcpfpga.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;

/** Identifies a plan: two cores with equal hashes have the same pins, cycles and memories. */
final class PlanHash {
  private PlanHash() {}

  /** First four bytes of the SHA-256 of the plan's text; records print all their components. */
  static int of(AcceleratorPlan plan) {
    String text =
        plan.pipeline().stages()
            + "|"
            + new TreeMap<>(plan.pipeline().channels())
            + "|"
            + plan.pipeline().stream()
            + plan.pipeline().banks()
            + "|"
            + plan.design().outputLanes()
            + plan.design().loadable()
            + plan.design().counters()
            + plan.design().blockBits();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
