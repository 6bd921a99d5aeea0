package org.kcpfpga.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Identifies a plan: two cores with equal hashes have the same pins, cycles and memories. */
final class PlanHash {
  private PlanHash() {}

  /** First four bytes of the SHA-256 of {@link PlanText}, in UTF-8. */
  static int of(AcceleratorPlan plan) {
    try {
      byte[] text = PlanText.of(plan).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
