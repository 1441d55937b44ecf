package org.otium.data.io;

import org.otium.api.InvalidInputException;

/** Refuses data that cannot fit the memory before any of it is read. */
public final class Memory {
  /** What an array on the Java heap can hold. */
  public static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private Memory() {}

  /**
   * Checks that an array may be made.
   *
   * @param elements number of elements
   * @param elementBytes bytes an element
   * @param what what they are, for the error
   * @return the number of elements
   * @throws InvalidInputException if no array or not the heap could hold them
   */
  public static int require(long elements, int elementBytes, String what) {
    long heap = Runtime.getRuntime().maxMemory();
    if (elements < 0 || elements > MAX_ARRAY) {
      throw new InvalidInputException(
          what + " has " + elements + " values, more than one array holds (" + MAX_ARRAY + ")",
          "Split it into several datasets.");
    }
    if (elements * elementBytes > heap / 10 * 9) {
      throw new InvalidInputException(
          what
              + " needs "
              + megabytes(elements * elementBytes)
              + " of memory, and Java may use "
              + megabytes(heap),
          "Give Java more memory with -Xmx, or split the dataset.");
    }
    return (int) elements;
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}
