package org.kcpfpga.tensor;

import java.nio.ByteBuffer;

/** How one number lies in a file, little-endian, and how it becomes a double. */
enum ElementType {
  FLOAT32(4) {
    @Override
    double decode(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  FLOAT64(8) {
    @Override
    double decode(ByteBuffer bytes) {
      return bytes.getDouble();
    }
  },
  UINT8(1) {
    @Override
    double decode(ByteBuffer bytes) {
      return bytes.get() & 0xff;
    }
  },
  INT64(8) {
    @Override
    double decode(ByteBuffer bytes) {
      long value = bytes.getLong();
      if (Math.abs(value) > MAX_EXACT || value == Long.MIN_VALUE) {
        throw UserError.at("int64 value", value, "at most 2^53 in magnitude, exact as a double");
      }
      return value;
    }
  };

  /** Largest magnitude below which every integer is a double. */
  private static final long MAX_EXACT = 1L << 53;

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  int bytes() {
    return bytes;
  }

  /** Takes one element from {@code bytes}. */
  abstract double decode(ByteBuffer bytes);
}
