package org.otium.data.npz;

import java.util.Optional;

/** The element types of numpy that are read and written. */
public enum NpyType {
  /** 32-bit floats. */
  F4("f4", 4),
  /** 64-bit floats. */
  F8("f8", 8),
  /** Signed 8-bit integers. */
  I1("i1", 1),
  /** Signed 16-bit integers. */
  I2("i2", 2),
  /** Signed 32-bit integers. */
  I4("i4", 4),
  /** Signed 64-bit integers. */
  I8("i8", 8),
  /** Unsigned 8-bit integers. */
  U1("u1", 1),
  /** Unsigned 16-bit integers. */
  U2("u2", 2),
  /** Unsigned 32-bit integers. */
  U4("u4", 4),
  /** Truth values, one byte each. */
  BOOL("b1", 1),
  /** Texts of a fixed width, four bytes a character. */
  TEXT("U", 0);

  private final String code;
  private final int bytes;

  NpyType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /**
   * How numpy calls it, without the byte order.
   *
   * @return for instance {@code f4}; {@code U} for texts, whose width follows in a file
   */
  public String code() {
    return code;
  }

  /**
   * Size of an element.
   *
   * @return bytes; 0 for texts, whose size depends on their width
   */
  public int bytes() {
    return bytes;
  }

  static Optional<NpyType> ofCode(String code) {
    for (NpyType type : values()) {
      if (type != TEXT && type.code.equals(code)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
