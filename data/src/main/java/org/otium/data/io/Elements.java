package org.otium.data.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a known number of fixed-size elements, a chunk at a time. */
public final class Elements {
  private static final int CHUNK = 1 << 20;

  private Elements() {}

  /** Takes elements as they arrive. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes some elements.
     *
     * @param chunk positioned at the first element, limited after the last
     * @param at how many elements came before
     * @param count how many elements the chunk holds
     */
    void accept(ByteBuffer chunk, int at, int count);
  }

  /**
   * Reads elements.
   *
   * @param in where from
   * @param total how many
   * @param size bytes an element
   * @param order their byte order
   * @param sink where to
   * @throws EOFException if the stream ends early
   * @throws IOException if reading fails
   */
  public static void read(InputStream in, int total, int size, ByteOrder order, Sink sink)
      throws IOException {
    int perChunk = Math.max(1, CHUNK / size);
    byte[] bytes = new byte[(int) Math.min((long) total, perChunk) * size];
    for (int at = 0; at < total; ) {
      int count = Math.min(perChunk, total - at);
      int got = in.readNBytes(bytes, 0, count * size);
      if (got < count * size) {
        throw new EOFException("ends after " + (at + got / size) + " of " + total + " values");
      }
      sink.accept(ByteBuffer.wrap(bytes, 0, count * size).slice().order(order), at, count);
      at += count;
    }
  }

  /**
   * How large an array that grows with its content should be.
   *
   * @param total its final size
   * @param now its present size
   * @param needed the size that is needed at once
   * @return its next size
   */
  public static int grown(int total, int now, int needed) {
    return (int) Math.min(total, Math.max(needed, 2L * now));
  }
}
