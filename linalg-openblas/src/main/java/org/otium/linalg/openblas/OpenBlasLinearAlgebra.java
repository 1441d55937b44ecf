package org.otium.linalg.openblas;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntSupplier;
import org.otium.api.LinearAlgebra;
import org.otium.api.OtiumException;
import org.otium.numerics.MatrixArguments;
import org.otium.numerics.ParallelLoop;

/**
 * Linear algebra by OpenBLAS.
 *
 * <p>Products are cut into tiles by their shape alone and spread over threads of this program, each
 * tile computed by OpenBLAS on one thread: the bytes of a product do not depend on the number of
 * threads, and a product inside a parallel loop stays on its thread. Large decompositions use the
 * threads of OpenBLAS where nothing else runs in parallel; their last bits may depend on how many.
 */
public final class OpenBlasLinearAlgebra implements LinearAlgebra {
  /** The number of OpenBLAS threads is global: whoever raises it must be alone. */
  private static final ReadWriteLock THREADS = new ReentrantReadWriteLock();

  /** From this size on a decomposition gains from several threads. */
  private static final int LARGE = 256;

  /** Multiplications below which a product is one tile. */
  private static final long SMALL = 1L << 20;

  /** Multiplications a tile at most, some milliseconds: the garbage collector waits for a tile. */
  private static final long LONGEST = 1L << 31;

  private static final int TILES = 16;

  private final OpenBlasLibrary library;
  private final int threads;

  /**
   * Linear algebra on some threads. The native library is unpacked and loaded the first time.
   *
   * @param threads how many threads one call may use, at least one
   * @throws OtiumException if the native library cannot be loaded
   */
  public OpenBlasLinearAlgebra(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.library = OpenBlasLibrary.get();
    this.threads = threads;
  }

  private static int code(Transpose transpose) {
    return transpose == Transpose.YES ? OpenBlasLibrary.TRANSPOSE : OpenBlasLibrary.NO_TRANSPOSE;
  }

  /** Computes the tile of C of the given rows and columns. */
  @FunctionalInterface
  private interface Tile {
    void compute(int i0, int rows, int j0, int columns);
  }

  private void tiles(int m, int n, int k, Tile tile) {
    long work = (long) m * n * Math.max(1, k);
    int down = work < SMALL ? 1 : Math.clamp(m / 128, 1, TILES / 2);
    int height = (m + down - 1) / down;
    long across = work < SMALL ? 1 : Math.clamp(n / 256, 1, TILES / down);
    across = Math.max(across, Math.min(n, work / down / LONGEST + 1));
    int width = (int) ((n + across - 1) / across);
    int rows = (m + height - 1) / height;
    int columns = (n + width - 1) / width;
    Lock lock = THREADS.readLock();
    ParallelLoop.run(
        threads,
        0,
        Math.multiplyExact(rows, columns),
        1,
        (from, to) -> {
          for (int t = from; t < to; t++) {
            int i0 = t / columns * height;
            int j0 = t % columns * width;
            lock.lock();
            try {
              tile.compute(i0, Math.min(height, m - i0), j0, Math.min(width, n - j0));
            } finally {
              lock.unlock();
            }
          }
        });
  }

  @Override
  public void gemm(
      Transpose transposeA,
      Transpose transposeB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    MatrixArguments.checkProduct(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a.length,
        aOffset,
        lda,
        b.length,
        bOffset,
        ldb,
        c.length,
        cOffset,
        ldc);
    if (m == 0 || n == 0) {
      return;
    }
    int ta = code(transposeA);
    int tb = code(transposeB);
    MemorySegment as = MemorySegment.ofArray(a);
    MemorySegment bs = MemorySegment.ofArray(b);
    MemorySegment cs = MemorySegment.ofArray(c);
    tiles(
        m,
        n,
        k,
        (i0, rows, j0, columns) -> {
          long aAt = k == 0 ? 0 : aOffset + (long) i0 * (transposeA == Transpose.YES ? 1 : lda);
          long bAt = k == 0 ? 0 : bOffset + (long) j0 * (transposeB == Transpose.YES ? ldb : 1);
          long cAt = cOffset + (long) i0 * ldc + j0;
          library.sgemm(
              ta,
              tb,
              rows,
              columns,
              k,
              alpha,
              as.asSlice(aAt * Float.BYTES),
              Math.max(1, lda),
              bs.asSlice(bAt * Float.BYTES),
              Math.max(1, ldb),
              beta,
              cs.asSlice(cAt * Float.BYTES),
              ldc);
        });
  }

  @Override
  public void gemm(
      Transpose transposeA,
      Transpose transposeB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    MatrixArguments.checkProduct(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a.length,
        aOffset,
        lda,
        b.length,
        bOffset,
        ldb,
        c.length,
        cOffset,
        ldc);
    if (m == 0 || n == 0) {
      return;
    }
    int ta = code(transposeA);
    int tb = code(transposeB);
    MemorySegment as = MemorySegment.ofArray(a);
    MemorySegment bs = MemorySegment.ofArray(b);
    MemorySegment cs = MemorySegment.ofArray(c);
    tiles(
        m,
        n,
        k,
        (i0, rows, j0, columns) -> {
          long aAt = k == 0 ? 0 : aOffset + (long) i0 * (transposeA == Transpose.YES ? 1 : lda);
          long bAt = k == 0 ? 0 : bOffset + (long) j0 * (transposeB == Transpose.YES ? ldb : 1);
          long cAt = cOffset + (long) i0 * ldc + j0;
          library.dgemm(
              ta,
              tb,
              rows,
              columns,
              k,
              alpha,
              as.asSlice(aAt * Double.BYTES),
              Math.max(1, lda),
              bs.asSlice(bAt * Double.BYTES),
              Math.max(1, ldb),
              beta,
              cs.asSlice(cAt * Double.BYTES),
              ldc);
        });
  }

  /** Runs a decomposition on one thread, or alone on several where that pays. */
  private int decompose(int size, IntSupplier call) {
    boolean several = threads > 1 && size >= LARGE && !ParallelLoop.isInside();
    Lock lock = several ? THREADS.writeLock() : THREADS.readLock();
    lock.lock();
    try {
      if (!several) {
        return call.getAsInt();
      }
      library.setThreads(threads);
      try {
        return call.getAsInt();
      } finally {
        library.setThreads(1);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Svd svd(double[] a, int rows, int columns) {
    MatrixArguments.checkFinite(a, rows, columns);
    int k = Math.min(rows, columns);
    if (k == 0) {
      return new Svd(new double[0], new double[0], new double[0]);
    }
    try (Arena arena = Arena.ofConfined()) {
      // A by rows is Aᵀ by columns, and Aᵀ = V·S·Uᵀ: what LAPACK calls U is our V
      MemorySegment work = copy(arena, a);
      MemorySegment s = arena.allocate(ValueLayout.JAVA_DOUBLE, k);
      MemorySegment v = arena.allocate(ValueLayout.JAVA_DOUBLE, (long) columns * k);
      MemorySegment u = arena.allocate(ValueLayout.JAVA_DOUBLE, (long) rows * k);
      int info = decompose(k, () -> library.dgesdd('S', columns, rows, work, s, v, u));
      requireSuccess("singular value", rows, columns, info);
      return new Svd(
          u.toArray(ValueLayout.JAVA_DOUBLE),
          s.toArray(ValueLayout.JAVA_DOUBLE),
          v.toArray(ValueLayout.JAVA_DOUBLE));
    }
  }

  @Override
  public double[] singularValues(double[] a, int rows, int columns) {
    MatrixArguments.checkFinite(a, rows, columns);
    int k = Math.min(rows, columns);
    if (k == 0) {
      return new double[0];
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment work = copy(arena, a);
      MemorySegment s = arena.allocate(ValueLayout.JAVA_DOUBLE, k);
      MemorySegment none = arena.allocate(ValueLayout.JAVA_DOUBLE, 1);
      int info = decompose(k, () -> library.dgesdd('N', columns, rows, work, s, none, none));
      requireSuccess("singular value", rows, columns, info);
      return s.toArray(ValueLayout.JAVA_DOUBLE);
    }
  }

  @Override
  public Eigen symmetricEigen(double[] a, int n) {
    MatrixArguments.checkFinite(a, n, n);
    if (n == 0) {
      return new Eigen(new double[0], new double[0]);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment work = copy(arena, a);
      MemorySegment values = arena.allocate(ValueLayout.JAVA_DOUBLE, n);
      int info = decompose(n, () -> library.dsyevd('V', n, work, values));
      requireSuccess("eigen", n, n, info);
      double[] vectors = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          vectors[i * n + j] = work.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) j * n + i);
        }
      }
      return new Eigen(values.toArray(ValueLayout.JAVA_DOUBLE), vectors);
    }
  }

  @Override
  public double[] symmetricEigenvalues(double[] a, int n) {
    MatrixArguments.checkFinite(a, n, n);
    if (n == 0) {
      return new double[0];
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment work = copy(arena, a);
      MemorySegment values = arena.allocate(ValueLayout.JAVA_DOUBLE, n);
      int info = decompose(n, () -> library.dsyevd('N', n, work, values));
      requireSuccess("eigen", n, n, info);
      return values.toArray(ValueLayout.JAVA_DOUBLE);
    }
  }

  private static MemorySegment copy(Arena arena, double[] a) {
    return arena.allocateFrom(ValueLayout.JAVA_DOUBLE, a);
  }

  /** Kernels are chosen by the processor, and round differently. */
  @Override
  public String build() {
    return library.build();
  }

  /** Turns LAPACK's answer code into an error. */
  static void requireSuccess(String what, int rows, int columns, int info) {
    if (info > 0) {
      throw new OtiumException(
          "the "
              + what
              + " decomposition of a "
              + rows
              + "×"
              + columns
              + " matrix did not converge",
          "Scale the data to a moderate range, or choose the linear algebra 'java'.");
    }
    if (info < 0) {
      throw new OtiumException(
          "LAPACK refused the "
              + what
              + " decomposition of a "
              + rows
              + "×"
              + columns
              + " matrix (code "
              + info
              + ")",
          "There may be too little memory outside the Java heap; or choose the linear algebra"
              + " 'java'.");
    }
  }
}
