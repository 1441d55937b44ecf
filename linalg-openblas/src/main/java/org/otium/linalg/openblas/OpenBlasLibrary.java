package org.otium.linalg.openblas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.otium.api.OtiumException;

/**
 * The functions of OpenBLAS that are used, called without JNI.
 *
 * <p>Products read and write the Java arrays in place. Such a call holds off the garbage collector,
 * so each must be short: callers cut products into tiles of some milliseconds. Decompositions work
 * on copies outside the heap, which cost little beside the cubic work, and hold off nothing.
 */
@SuppressWarnings("restricted") // calling native code is what this class is for
final class OpenBlasLibrary {
  static final int NO_TRANSPOSE = 111;
  static final int TRANSPOSE = 112;
  private static final int ROW_MAJOR = 101;
  private static final int COLUMN_MAJOR = 102;

  /** Texts of the library are shorter. */
  private static final long MOST_TEXT = 1024;

  private final MethodHandle sgemm;
  private final MethodHandle dgemm;
  private final MethodHandle dgesdd;
  private final MethodHandle dsyevd;
  private final MethodHandle setThreads;
  private final String build;

  private OpenBlasLibrary(SymbolLookup symbols) {
    Linker linker = Linker.nativeLinker();
    this.sgemm =
        linker.downcallHandle(
            symbols.findOrThrow("cblas_sgemm"), product(JAVA_FLOAT), Linker.Option.critical(true));
    this.dgemm =
        linker.downcallHandle(
            symbols.findOrThrow("cblas_dgemm"), product(JAVA_DOUBLE), Linker.Option.critical(true));
    this.dgesdd =
        linker.downcallHandle(
            symbols.findOrThrow("LAPACKE_dgesdd"),
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_BYTE, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS,
                ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    this.dsyevd =
        linker.downcallHandle(
            symbols.findOrThrow("LAPACKE_dsyevd"),
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_BYTE, JAVA_BYTE, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    this.setThreads =
        linker.downcallHandle(
            symbols.findOrThrow("openblas_set_num_threads"), FunctionDescriptor.ofVoid(JAVA_INT));
    setThreads(1);
    this.build =
        text(linker, symbols, "openblas_get_config")
            + ", kernels "
            + text(linker, symbols, "openblas_get_corename");
  }

  /** What a function without arguments says. */
  private static String text(Linker linker, SymbolLookup symbols, String function) {
    MethodHandle asked =
        linker.downcallHandle(symbols.findOrThrow(function), FunctionDescriptor.of(ADDRESS));
    try {
      MemorySegment said = (MemorySegment) asked.invokeExact();
      return said.reinterpret(MOST_TEXT).getString(0).strip();
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** The configuration that the library was built with, and the kernels that it chose. */
  String build() {
    return build;
  }

  private static FunctionDescriptor product(MemoryLayout scalar) {
    return FunctionDescriptor.ofVoid(
        JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, scalar, ADDRESS, JAVA_INT,
        ADDRESS, JAVA_INT, scalar, ADDRESS, JAVA_INT);
  }

  private static final class Holder {
    static final OpenBlasLibrary LIBRARY = load();
  }

  /**
   * The library, unpacked and loaded at the first call.
   *
   * @return the one instance
   * @throws OtiumException if it cannot be loaded
   */
  static OpenBlasLibrary get() {
    try {
      return Holder.LIBRARY;
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new OtiumException(
          "OpenBLAS cannot be loaded: " + cause.getMessage(),
          "Choose the linear algebra 'java', or set -Dorg.bytedeco.javacpp.cachedir to a folder"
              + " where native libraries may be written and run.",
          e);
    }
  }

  private static OpenBlasLibrary load() {
    Loader.load(openblas_nolapack.class);
    for (Map.Entry<String, String> library : Loader.getLoadedLibraries().entrySet()) {
      if (library.getKey().startsWith("openblas")) {
        return new OpenBlasLibrary(
            SymbolLookup.libraryLookup(Path.of(library.getValue()), Arena.global()));
      }
    }
    throw new UnsatisfiedLinkError("no OpenBLAS among " + Loader.getLoadedLibraries().keySet());
  }

  void setThreads(int threads) {
    try {
      setThreads.invokeExact(threads);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  void sgemm(
      int transposeA,
      int transposeB,
      int m,
      int n,
      int k,
      float alpha,
      MemorySegment a,
      int lda,
      MemorySegment b,
      int ldb,
      float beta,
      MemorySegment c,
      int ldc) {
    try {
      sgemm.invokeExact(
          ROW_MAJOR, transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  void dgemm(
      int transposeA,
      int transposeB,
      int m,
      int n,
      int k,
      double alpha,
      MemorySegment a,
      int lda,
      MemorySegment b,
      int ldb,
      double beta,
      MemorySegment c,
      int ldc) {
    try {
      dgemm.invokeExact(
          ROW_MAJOR, transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** The SVD of an m×n matrix stored by columns; job N for the values alone, S for thin factors. */
  int dgesdd(
      char job, int m, int n, MemorySegment a, MemorySegment s, MemorySegment u, MemorySegment vt) {
    try {
      return (int)
          dgesdd.invokeExact(COLUMN_MAJOR, (byte) job, m, n, a, m, s, u, m, vt, Math.min(m, n));
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /**
   * Eigenvalues of the upper triangle by columns; job V for the vectors too, by columns in place of
   * A, which job N destroys.
   */
  int dsyevd(char job, int n, MemorySegment a, MemorySegment values) {
    try {
      return (int) dsyevd.invokeExact(COLUMN_MAJOR, (byte) job, (byte) 'U', n, a, n, values);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** A call that only moves numbers throws nothing but errors of the JVM. */
  private static RuntimeException unexpected(Throwable t) {
    if (t instanceof Error e) {
      throw e;
    }
    return t instanceof RuntimeException e ? e : new IllegalStateException(t);
  }
}
