package org.otium.app.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.otium.api.Compute;
import org.otium.app.text.Numbers;
import org.otium.numerics.Kernels;

/**
 * What the machine offers to a run.
 *
 * @param threads how many threads a loop may use
 * @param memoryBudget how many bytes one working array may take
 * @param linearAlgebra the linear algebra and why
 * @param device where plugins compute that can choose, as the user said
 */
public record Machine(
    int threads, long memoryBudget, LinearAlgebraChoice linearAlgebra, String device) {
  /** The device where the user says nothing: each plugin goes by its own default. */
  public static final String ANY_DEVICE = "auto";

  /** What stands between the parts of {@link #arithmetic}. */
  public static final String ARITHMETIC_PARTS = "; ";

  /**
   * The share of the heap that one working array may take: a solver holds a few of them at once.
   */
  private static final int HEAP_SHARE = 5;

  /**
   * The memory budget where the user gives none.
   *
   * @return a fifth of the largest heap
   */
  public static long defaultMemoryBudget() {
    return memoryBudget(Runtime.getRuntime().maxMemory());
  }

  /**
   * The memory budget of a process.
   *
   * @param heap its largest heap, in bytes
   * @return a fifth of it
   */
  public static long memoryBudget(long heap) {
    return Math.max(1, heap / HEAP_SHARE);
  }

  /**
   * What plugins are told.
   *
   * @return the same numbers without the reasons
   */
  public Compute compute() {
    return new Compute(linearAlgebra.algebra(), threads, memoryBudget);
  }

  /**
   * What decides the last digits of what is computed here, beside the input.
   *
   * @return a few words, the same on machines that give the same bytes
   */
  public String arithmetic() {
    String build = linearAlgebra.algebra().build();
    return String.join(
        ARITHMETIC_PARTS,
        linearAlgebra.name() + (build.isEmpty() ? "" : " (" + build + ")"),
        Kernels.describe(),
        System.getProperty("os.name") + " on " + System.getProperty("os.arch"),
        "Java " + Runtime.version().feature());
  }

  /**
   * The machine in words, for reports.
   *
   * @return facts by name
   */
  public static Map<String, String> description() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put(
        "System",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch"));
    facts.put("Processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("Largest heap", Numbers.bytes(Runtime.getRuntime().maxMemory()));
    return facts;
  }
}
