package org.otium.cluster.spark;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;

/**
 * What a piece gave, or why it cannot be done: that is a result as well, because Spark would try
 * again what fails.
 *
 * @param bytes what it gave
 * @param what what is wrong; empty if nothing is
 * @param remedy what to do about it
 * @param isInput whether it is the input that is wrong
 * @param madeBy the process that made it; null for records on their way
 */
record PieceResult(
    byte[] bytes, String what, String remedy, boolean isInput, @Nullable Maker madeBy)
    implements Serializable {
  /**
   * A process that made a result.
   *
   * @param host its machine
   * @param with what it computes with
   */
  record Maker(String host, String with) implements Serializable {}

  static PieceResult of(byte[] bytes) {
    return new PieceResult(bytes, "", "", false, null);
  }

  static PieceResult of(OtiumException failure) {
    return new PieceResult(
        new byte[0],
        failure.what(),
        failure.remedy(),
        failure instanceof InvalidInputException,
        null);
  }

  /** The same with who made it. */
  PieceResult by(Maker maker) {
    return new PieceResult(bytes, what, remedy, isInput, maker);
  }

  /** Who made it, if that is told. */
  Optional<Maker> maker() {
    return Optional.ofNullable(madeBy);
  }

  boolean failed() {
    return !what.isEmpty();
  }

  /**
   * What it gave.
   *
   * @throws OtiumException if it could not be done
   */
  byte[] orThrow() {
    if (failed()) {
      throw isInput ? new InvalidInputException(what, remedy) : new OtiumException(what, remedy);
    }
    return bytes;
  }
}
