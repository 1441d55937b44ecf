package org.otium.data.parquet;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/**
 * Walks through structures in the compact protocol of Thrift, in which Parquet keeps its footer and
 * its page headers, and believes no length that is larger than what is there.
 */
final class CompactReader {
  static final int I32 = 5;
  static final int STRUCT = 12;
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int I64 = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int DEEPEST = 40;
  private final ByteBuffer in;
  private int depth;

  CompactReader(ByteBuffer in) {
    this.in = in;
  }

  /** A structure that is none. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  /** Takes a field; what it does not read of it must be left to {@link #skip}. */
  @FunctionalInterface
  interface Field {
    void accept(int id, int type);
  }

  /** Reads a structure field by field. */
  void struct(Field field) {
    if (++depth > DEEPEST) {
      throw new Malformed("it nests too deeply");
    }
    int id = 0;
    while (true) {
      int head = octet();
      if (head == 0) {
        depth--;
        return;
      }
      int delta = head >> 4;
      id = delta == 0 ? i32() : id + delta;
      field.accept(id, head & 15);
    }
  }

  int i32() {
    long value = i64();
    if (value != (int) value) {
      throw new Malformed("a number is too large");
    }
    return (int) value;
  }

  private long i64() {
    long raw = varint();
    return (raw >>> 1) ^ -(raw & 1);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new Malformed("a number does not end");
  }

  private int octet() {
    try {
      return in.get() & 0xff;
    } catch (BufferUnderflowException e) {
      throw new Malformed("it ends too early");
    }
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > in.remaining()) {
      throw new Malformed("something is longer than the file");
    }
    return (int) length;
  }

  private void pass(int bytes) {
    if (bytes > in.remaining()) {
      throw new Malformed("it ends too early");
    }
    in.position(in.position() + bytes);
  }

  /** Passes over a value, down to its leaves. */
  void skip(int type) {
    switch (type) {
      case TRUE, FALSE -> {}
      case 3 -> pass(1);
      case 4, I32, I64 -> varint();
      case DOUBLE -> pass(8);
      case BINARY -> pass(length());
      case LIST, SET -> list(this::skipElement);
      case MAP -> {
        int size = length();
        if (size > 0) {
          int types = octet();
          for (int i = 0; i < size; i++) {
            skipElement(types >> 4);
            skipElement(types & 15);
          }
        }
      }
      case STRUCT -> struct((id, inner) -> skip(inner));
      default -> throw new Malformed("type " + type + " is unknown");
    }
  }

  private void list(IntConsumer element) {
    if (++depth > DEEPEST) {
      throw new Malformed("it nests too deeply");
    }
    int head = octet();
    int size = head >> 4 == 15 ? length() : head >> 4;
    if (size > in.remaining()) {
      throw new Malformed("a list is longer than the file");
    }
    for (int i = 0; i < size; i++) {
      element.accept(head & 15);
    }
    depth--;
  }

  /** In collections, a boolean takes a byte. */
  private void skipElement(int type) {
    if (type == TRUE || type == FALSE) {
      pass(1);
    } else {
      skip(type);
    }
  }
}
