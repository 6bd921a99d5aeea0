package org.kcpfpga.tensor;

import java.nio.ByteBuffer;
import org.kcpfpga.common.UserError;

/**
 * How one number lies in a file, in the byte order of the buffer, and becomes a double, exactly.
 */
public enum ElementType {
  FLOAT16(2) {
    @Override
    public double decode(ByteBuffer bytes) {
      return half(bytes.getShort());
    }
  },
  /** The upper half of a float32. */
  BFLOAT16(2) {
    @Override
    public double decode(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  },
  FLOAT32(4) {
    @Override
    public double decode(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  FLOAT64(8) {
    @Override
    public double decode(ByteBuffer bytes) {
      return bytes.getDouble();
    }
  },
  BOOL(1) {
    @Override
    public double decode(ByteBuffer bytes) {
      return bytes.get() == 0 ? 0 : 1;
    }
  },
  UINT8(1) {
    @Override
    public double decode(ByteBuffer bytes) {
      return Byte.toUnsignedInt(bytes.get());
    }
  },
  UINT16(2) {
    @Override
    public double decode(ByteBuffer bytes) {
      return Short.toUnsignedInt(bytes.getShort());
    }
  },
  UINT32(4) {
    @Override
    public double decode(ByteBuffer bytes) {
      return Integer.toUnsignedLong(bytes.getInt());
    }
  },
  UINT64(8) {
    @Override
    public double decode(ByteBuffer bytes) {
      long value = bytes.getLong();
      if (value < 0 || value > MAX_EXACT) {
        throw inexact("uint64 value", Long.toUnsignedString(value));
      }
      return value;
    }
  },
  INT8(1) {
    @Override
    public double decode(ByteBuffer bytes) {
      return bytes.get();
    }
  },
  INT16(2) {
    @Override
    public double decode(ByteBuffer bytes) {
      return bytes.getShort();
    }
  },
  INT32(4) {
    @Override
    public double decode(ByteBuffer bytes) {
      return bytes.getInt();
    }
  },
  INT64(8) {
    @Override
    public double decode(ByteBuffer bytes) {
      long value = bytes.getLong();
      if (value < -MAX_EXACT || value > MAX_EXACT) {
        throw inexact("int64 value", Long.toString(value));
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
  public int bytes() {
    return bytes;
  }

  /**
   * Takes one element from {@code bytes}.
   *
   * @throws UserError for an integer that no double holds
   */
  public abstract double decode(ByteBuffer bytes);

  private static UserError inexact(String what, String value) {
    return UserError.at(what, value, "at most 2^53 in magnitude, exact as a double");
  }

  /** IEEE binary16: sign, 5 bits of exponent, 10 of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double magnitude =
        exponent == 31
            ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
            // below the least exponent the leading 1 is missing
            : Math.scalb(exponent == 0 ? fraction : fraction + 1024.0, Math.max(1, exponent) - 25);
    return bits < 0 ? -magnitude : magnitude;
  }
}
