package org.otium.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.otium.benchmarks.machine.Backend;
import org.otium.benchmarks.machine.Ceilings;
import org.otium.benchmarks.machine.Machine;

/**
 * The backends of linear algebra side by side.
 *
 * @param measured what each that works here took and how right it was, by name
 * @param refused why the others do not work here
 */
record Backends(Map<Backend, Figures> measured, Map<Backend, String> refused) {
  /** Of one backend: seconds, and how far off its decompositions are. */
  private record Figures(
      double ready, double gemm, double eigen, double eigenError, double svd, double svdError) {
    /** From what its process printed. */
    static Figures of(Backend backend, Map<String, Double> lines) throws IOException {
      for (String name : List.of("ready", "gemm", "eigen", "eigen-error", "svd", "svd-error")) {
        if (!lines.containsKey(name)) {
          throw new IOException(backend.label() + " ended early; its messages are above");
        }
      }
      ToDoubleFunction<String> number = name -> lines.getOrDefault(name, Double.NaN);
      return new Figures(
          number.applyAsDouble("ready"),
          number.applyAsDouble("gemm"),
          number.applyAsDouble("eigen"),
          number.applyAsDouble("eigen-error"),
          number.applyAsDouble("svd"),
          number.applyAsDouble("svd-error"));
    }
  }

  private static final String WHY =
      """
      Every backend has to pass the self-check before it is used, on products, eigen- and singular
      vectors that are known in closed form, and a rank-deficient matrix among them. That has a reason:
      two ways to ask ND4J give wrong numbers without any sign of an error. The OpenBLAS that it asks
      for (0.3.19) has wrong eigenvectors from 200×200 on, on processors of Intel with AVX-512: its
      plugin brings the OpenBLAS of this program instead. Its operation `svd` has wrong singular vectors
      from 16×16 on: its plugin calls the LAPACK underneath. The self-check refuses both.
      """;

  /** Measures all, one process after the other. */
  static Backends measure(int threads) throws IOException {
    Map<Backend, Figures> measured = new EnumMap<>(Backend.class);
    Map<Backend, String> refused = new EnumMap<>(Backend.class);
    for (Backend backend : Backend.values()) {
      List<String> command = Comparison.java(BackendWorker.class);
      command.add(backend.name());
      command.add(Integer.toString(threads));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      Map<String, Double> numbers = new HashMap<>();
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          int space = line.indexOf(' ');
          if (line.startsWith("refused ")) {
            refused.put(backend, line.substring(space + 1));
          } else {
            numbers.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
          }
        }
      }
      if (!refused.containsKey(backend)) {
        measured.put(backend, Figures.of(backend, numbers));
      }
    }
    return new Backends(measured, refused);
  }

  /** A page of Markdown. */
  String page(Ceilings ceilings) throws IOException {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                """
                # Linear algebra

                This page is the output of `benchmarks/compare --only linear-algebra --write docs`.

                - Date: %s
                - Machine: %s
                - At most (measured first): %.0f GFLOP/s in matrix products in single precision, %.0f in double

                The product C = A·Bᵀ of %d×%d and %d×%d floats, all eigenvalues and vectors of a symmetric %d×%d
                matrix of doubles, the singular values and vectors of one of %d×%d: seconds, the median of five
                runs of a warm process. The error is the largest entry of A − QΛQᵀ or A − UΣVᵀ over the largest
                value, or of QᵀQ − I where that is more. Getting ready is loading and the self-check.

                | backend | product | | eigen | error | singular | error | getting ready |
                |---|---|---|---|---|---|---|---|
                """,
                LocalDate.now(ZoneOffset.UTC),
                Machine.describe(),
                ceilings.floatFlops() / 1e9,
                ceilings.doubleFlops() / 1e9,
                BackendWorker.ROWS,
                BackendWorker.DEPTH,
                BackendWorker.DEPTH,
                BackendWorker.ROWS,
                BackendWorker.EIGEN,
                BackendWorker.EIGEN,
                BackendWorker.SVD,
                BackendWorker.SVD));
    measured.forEach(
        (backend, figures) -> {
          double flops = 2.0 * BackendWorker.ROWS * BackendWorker.ROWS * BackendWorker.DEPTH;
          text.append(
              String.format(
                  Locale.ROOT,
                  "| `%s` | %.3f | %.0f GFLOP/s | %.3f | %.0e | %.4f | %.0e | %.2f |%n",
                  backend.label(),
                  figures.gemm(),
                  flops / figures.gemm() / 1e9,
                  figures.eigen(),
                  figures.eigenError(),
                  figures.svd(),
                  figures.svdError(),
                  figures.ready()));
        });
    refused.forEach(
        (backend, reason) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| `%s` | – | – | – | – | – | – | %s |%n",
                    backend.label(),
                    reason)));
    text.append('\n').append(choice()).append("\n\n").append(WHY);
    return text.toString();
  }

  private String choice() {
    String fastest =
        String.format(
            Locale.ROOT,
            "products %s, eigenvalues %s, singular values %s",
            fastest(Figures::gemm),
            fastest(Figures::eigen),
            fastest(Figures::svd));
    return "Fastest in this run: "
        + fastest
        + ".\nWhat Otium spends its time in is products of its own arrays. `openblas` works on them in"
        + " place;\n`nd4j` has to copy them out of Java and back, and brings a second OpenBLAS"
        + " to be loaded. `java`\nneeds no native code and works everywhere. That is why `openblas` is"
        + " tried first, `java` comes after\nit, and `nd4j` is used only where it is asked for.";
  }

  private String fastest(ToDoubleFunction<Figures> seconds) {
    return measured.entrySet().stream()
        .min(Comparator.comparingDouble(entry -> seconds.applyAsDouble(entry.getValue())))
        .map(entry -> "`" + entry.getKey().label() + "`")
        .orElse("nobody");
  }
}
