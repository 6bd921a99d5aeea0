package org.kcpfpga.importer.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/**
 * The fields of a message in a protocol buffer, in the order of the file.
 *
 * <p>After {@link #next} exactly one of the readers, or {@link #skip}, takes the field's value.
 * Each throws {@link InvalidProtocolBufferException} if the value is of another kind or cut off;
 * nothing is allocated beyond the bytes that are there.
 */
final class Fields {
  /** Messages in messages; the deepest of a network without subgraphs are some six. */
  private static final int DEEPEST = 64;

  private final CodedInputStream in;
  private int tag;
  private int depth;

  /** The fields of a whole file, to which byte buffers then refer. */
  Fields(byte[] file) {
    in = CodedInputStream.newInstance(file);
    in.enableAliasing(true);
  }

  /** Reads fields of a message inside another one. */
  interface Body {
    void read(Fields fields) throws IOException;
  }

  /** Takes a number. */
  interface DoubleSink {
    void accept(double value);
  }

  /** Goes on to the next field, if the message has one. */
  boolean next() throws IOException {
    tag = in.readTag();
    return tag != 0;
  }

  /** The number of the field in onnx.proto. */
  int number() {
    return WireFormat.getTagFieldNumber(tag);
  }

  void skip() throws IOException {
    in.skipField(tag);
  }

  String text() throws IOException {
    require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readStringRequireUtf8();
  }

  /** Bytes of the file, not copied. */
  ByteBuffer bytes() throws IOException {
    require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readByteBuffer();
  }

  long integer() throws IOException {
    require(WireFormat.WIRETYPE_VARINT);
    return in.readInt64();
  }

  float single() throws IOException {
    require(WireFormat.WIRETYPE_FIXED32);
    return in.readFloat();
  }

  /** Integers of a repeated field, one or packed. */
  void integers(LongConsumer each) throws IOException {
    if (packed()) {
      int limit = begin();
      while (!in.isAtEnd()) {
        each.accept(in.readInt64());
      }
      in.popLimit(limit);
    } else {
      each.accept(integer());
    }
  }

  /** Floats of a repeated field, one or packed. */
  void singles(DoubleSink each) throws IOException {
    if (packed()) {
      int limit = begin();
      while (!in.isAtEnd()) {
        each.accept(in.readFloat());
      }
      in.popLimit(limit);
    } else {
      each.accept(single());
    }
  }

  /** Doubles of a repeated field, one or packed. */
  void doubles(DoubleSink each) throws IOException {
    if (packed()) {
      int limit = begin();
      while (!in.isAtEnd()) {
        each.accept(in.readDouble());
      }
      in.popLimit(limit);
    } else {
      require(WireFormat.WIRETYPE_FIXED64);
      each.accept(in.readDouble());
    }
  }

  /** Reads the message that is the value of this field to its end. */
  void message(Body body) throws IOException {
    require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    if (++depth > DEEPEST) {
      throw new InvalidProtocolBufferException("messages inside messages, " + DEEPEST + " deep");
    }
    int limit = begin();
    body.read(this);
    in.checkLastTagWas(0);
    in.popLimit(limit);
    depth--;
  }

  private int begin() throws IOException {
    return in.pushLimit(in.readRawVarint32());
  }

  private boolean packed() {
    return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private void require(int type) throws InvalidProtocolBufferException {
    int found = WireFormat.getTagWireType(tag);
    if (found != type) {
      throw new InvalidProtocolBufferException(
          "field " + number() + " of wire type " + found + ", not " + type);
    }
  }
}
