package org.otium.data.idx;

import java.util.Locale;
import java.util.Optional;

/** What the elements of an IDX file are; all are stored big-endian. */
public enum IdxElementType {
  /** Unsigned bytes, 0 to 255. */
  UBYTE(0x08, 1),
  /** Signed bytes. */
  BYTE(0x09, 1),
  /** Signed 16-bit integers. */
  SHORT(0x0B, 2),
  /** Signed 32-bit integers. */
  INT(0x0C, 4),
  /** 32-bit floats. */
  FLOAT(0x0D, 4),
  /** 64-bit floats. */
  DOUBLE(0x0E, 8);

  private final int code;
  private final int bytes;

  IdxElementType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /**
   * The third byte of a file with such elements.
   *
   * @return 0x08 to 0x0E
   */
  public int code() {
    return code;
  }

  /**
   * Size of an element.
   *
   * @return bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * How file names call the type.
   *
   * @return for instance {@code ubyte}
   */
  public String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<IdxElementType> ofCode(int code) {
    for (IdxElementType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
