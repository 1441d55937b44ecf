package org.otium.data.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes structures in the compact protocol of Thrift. */
final class CompactWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  byte[] bytes() {
    return out.toByteArray();
  }

  private void field(int id, int type) {
    out.write(((id - last) << 4) | type);
    last = id;
  }

  CompactWriter i32(int id, int value) {
    field(id, 5);
    varint(zigzag(value));
    return this;
  }

  CompactWriter i64(int id, long value) {
    field(id, 6);
    varint(zigzag(value));
    return this;
  }

  CompactWriter text(int id, String value) {
    field(id, 8);
    element(value);
    return this;
  }

  CompactWriter struct(int id) {
    field(id, 12);
    return open();
  }

  /** Begins a list, whose elements follow. */
  CompactWriter list(int id, int elementType, int size) {
    field(id, 9);
    if (size < 15) {
      out.write((size << 4) | elementType);
    } else {
      out.write(0xf0 | elementType);
      varint(size);
    }
    return this;
  }

  /** A number that is an element of a list. */
  CompactWriter element(int value) {
    varint(zigzag(value));
    return this;
  }

  /** A text that is an element of a list. */
  CompactWriter element(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  /** Begins a structure: the outermost, or an element of a list. */
  CompactWriter open() {
    outer.push(last);
    last = 0;
    return this;
  }

  CompactWriter close() {
    out.write(0);
    last = outer.pop();
    return this;
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
