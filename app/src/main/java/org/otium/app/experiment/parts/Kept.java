package org.otium.app.experiment.parts;

import java.io.IOException;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a dataset, which stays while there is room for it.
 *
 * @param <T> what is read
 */
public final class Kept<T> {
  private @Nullable SoftReference<T> read;

  /** Nothing was read yet. */
  public Kept() {}

  /**
   * Reads it.
   *
   * @param <T> what is read
   */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * Reads it.
     *
     * @return what was read
     * @throws IOException if a file cannot be read
     */
    T read() throws IOException;
  }

  /**
   * What was read before, or is now.
   *
   * @param reading reads it, by one thread at a time
   * @return what was read
   * @throws IOException if a file cannot be read
   */
  public synchronized T or(Reading<T> reading) throws IOException {
    T known = read == null ? null : read.get();
    if (known == null) {
      known = reading.read();
      read = new SoftReference<>(known);
    }
    return known;
  }
}
