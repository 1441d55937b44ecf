package org.otium.app.experiment;

import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says a process that works for a cluster which workspace the work is to be done in: what decides
 * the numbers is the same there.
 */
public final class LentWorkspace {
  private static final Map<String, WeakReference<Workspace>> HERE = new ConcurrentHashMap<>();

  private static final AtomicLong COUNT = new AtomicLong();

  private LentWorkspace() {}

  /** What a workspace has to be like elsewhere, as a tree. */
  public static Map<String, Object> described(Workspace workspace) {
    String id =
        ProcessHandle.current().pid() + "-" + System.nanoTime() + "-" + COUNT.getAndIncrement();
    HERE.values().removeIf(held -> held.get() == null);
    HERE.put(id, new WeakReference<>(workspace));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", id);
    tree.put("version", workspace.version());
    tree.put("linear-algebra", workspace.machine().linearAlgebra().name());
    tree.put("memory", workspace.machine().memoryBudget());
    tree.put("command-line", workspace.commandLine());
    return tree;
  }

  /**
   * The workspace itself, where the work is done in the process that asked for it.
   *
   * @param tree what {@link #described} says
   */
  public static Optional<Workspace> here(Map<?, ?> tree) {
    return Optional.ofNullable(HERE.get(String.valueOf(tree.get("id"))))
        .map(WeakReference::get)
        .map(Workspace::alone);
  }

  /** What was typed where the work was asked for. */
  public static List<String> commandLine(Map<?, ?> tree) {
    return tree.get("command-line") instanceof List<?> words
        ? words.stream().map(String::valueOf).toList()
        : List.of();
  }
}
