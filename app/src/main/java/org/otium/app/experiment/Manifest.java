package org.otium.app.experiment;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.machine.Machine;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;

/** The record of a run: all that is needed to understand and to repeat it. */
public final class Manifest {
  /** Where the names of those results stand that are shares, which pages show in percent. */
  public static final String SHARES = "shares";

  /** Where the recipe stands whose only run this is. */
  public static final String OF_RECIPE = "of-recipe";

  /** Where it stands on what networks were to compute, and on what they did. */
  private static final String DEVICE = "device";

  private final RunFolder folder;
  private final Map<String, Object> tree;

  private Manifest(RunFolder folder, Map<String, Object> tree) {
    this.folder = folder;
    this.tree = tree;
  }

  /**
   * The manifest of a run that begins.
   *
   * @param folder where it lies
   * @param workspace what the run works with
   * @param command what was called
   * @return a manifest that is not written yet
   */
  public static Manifest start(RunFolder folder, Workspace workspace, String command) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("otium", workspace.version());
    tree.put("command", command);
    tree.put("command-line", workspace.commandLine());
    if (!workspace.recipe().isEmpty()) {
      tree.put(OF_RECIPE, workspace.recipe());
    }
    tree.put("status", "running");
    tree.put("started", now());
    tree.put("threads", workspace.machine().threads());
    tree.put("memory-budget", workspace.machine().memoryBudget());
    Map<String, Object> algebra = new LinkedHashMap<>();
    algebra.put("name", workspace.machine().linearAlgebra().name());
    algebra.put("reason", workspace.machine().linearAlgebra().reason());
    tree.put("linear-algebra", algebra);
    tree.put("machine", Machine.description());
    tree.put(DEVICE, Map.of("asked", workspace.machine().device()));
    return new Manifest(folder, tree);
  }

  /**
   * The manifest of a run that begins, maybe not for the first time: what is there already says
   * what it was begun by.
   *
   * @param folder where it lies
   * @param workspace what the run works with
   * @param command what was called
   * @return a manifest that is not written yet
   * @throws IOException if the one that is there cannot be read
   */
  public static Manifest again(RunFolder folder, Workspace workspace, String command)
      throws IOException {
    Manifest manifest = start(folder, workspace, command);
    if (Files.exists(folder.file(RunFolder.MANIFEST))) {
      Map<String, Object> before = resume(folder, workspace).tree;
      for (String key : List.of("command-line", "started", OF_RECIPE, "resumed")) {
        if (before.containsKey(key)) {
          manifest.put(key, before.get(key));
        }
      }
    }
    return manifest;
  }

  /**
   * The manifest of an interrupted run, to be continued.
   *
   * @param folder where it lies
   * @param workspace what the run works with now
   * @return the manifest with a note that the run goes on
   * @throws IOException if it cannot be read
   */
  public static Manifest resume(RunFolder folder, Workspace workspace) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>(Json.read(folder.file(RunFolder.MANIFEST)));
    List<Object> resumed = new ArrayList<>();
    if (tree.get("resumed") instanceof List<?> earlier) {
      resumed.addAll(earlier);
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("at", now());
    entry.put("command-line", workspace.commandLine());
    entry.put("otium", workspace.version());
    entry.put("linear-algebra", workspace.machine().linearAlgebra().name());
    entry.put("threads", workspace.machine().threads());
    resumed.add(entry);
    tree.put("resumed", resumed);
    return new Manifest(folder, tree);
  }

  /**
   * Sets an entry.
   *
   * @param key its name
   * @param value maps, lists, numbers or text
   * @return this manifest
   */
  public Manifest put(String key, Object value) {
    tree.put(key, value);
    return this;
  }

  /**
   * An entry.
   *
   * @param key its name
   * @return its value
   * @throws InvalidInputException if there is none
   */
  public Object get(String key) {
    Object value = tree.get(key);
    if (value == null) {
      throw new InvalidInputException(
          "'" + folder.file(RunFolder.MANIFEST) + "' lacks '" + key + "'",
          "Restore it, or start again in another folder.");
    }
    return value;
  }

  /**
   * The settings of the run.
   *
   * @return a tree that may be changed
   * @throws InvalidInputException if there are none
   */
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (get("settings") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> settings.put(String.valueOf(key), value));
    }
    return settings;
  }

  /**
   * Everything that it holds.
   *
   * @return entries by name
   */
  public Map<String, Object> tree() {
    return Collections.unmodifiableMap(tree);
  }

  /**
   * Versions and the machine of a run.
   *
   * @param tree its manifest
   * @return what reports say of them
   */
  public static Map<String, String> machine(Map<String, Object> tree) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("Otium", String.valueOf(tree.getOrDefault("otium", "")));
    if (tree.get("linear-algebra") instanceof Map<?, ?> algebra) {
      rows.put("Linear algebra", String.valueOf(algebra.get("name")));
    }
    rows.put("Threads", String.valueOf(tree.getOrDefault("threads", "")));
    if (tree.get(DEVICE) instanceof Map<?, ?> device && device.get("used") instanceof List<?> all) {
      rows.put("Networks on", all.stream().map(String::valueOf).collect(joining(", ")));
    }
    if (tree.get("machine") instanceof Map<?, ?> machine) {
      machine.forEach((name, value) -> rows.put(String.valueOf(name), String.valueOf(value)));
    }
    return rows;
  }

  /**
   * What was typed to begin a run.
   *
   * @param tree its manifest
   * @return one line
   */
  public static String commandLine(Map<String, Object> tree) {
    List<String> words = new ArrayList<>();
    if (tree.get("command-line") instanceof List<?> list) {
      list.forEach(word -> words.add(String.valueOf(word)));
    }
    return String.join(" ", words);
  }

  /** Notes what the machines of the cluster compute with that gave results, if there are any. */
  public void machines(Workspace workspace) {
    if (!workspace.machines().isEmpty()) {
      put("cluster", workspace.machines());
    }
  }

  /** Notes which plugins a run used, and which datasets its settings refer to. */
  public void used(ExperimentContext context) throws IOException {
    List<Object> plugins = new ArrayList<>();
    for (UsedPlugin plugin : context.used()) {
      plugins.add(plugin.tree());
    }
    put("plugins", plugins);
    List<String> devices =
        context.used().stream()
            .flatMap(plugin -> plugin.device().get().stream())
            .distinct()
            .sorted()
            .toList();
    if (!devices.isEmpty()) {
      Map<String, Object> device = new LinkedHashMap<>();
      if (tree.get(DEVICE) instanceof Map<?, ?> before) {
        before.forEach((key, value) -> device.put(String.valueOf(key), value));
      }
      device.put("used", devices);
      put(DEVICE, device);
    }
    Map<String, Object> others = new LinkedHashMap<>();
    context.others().forEach((name, loaded) -> others.put(name, input(loaded, loaded.dataset())));
    if (!others.isEmpty()) {
      put("other-inputs", others);
    }
  }

  public static Map<String, Object> input(LoadedDataset loaded, LabeledDataset used) {
    return UsedDataset.of(loaded, used).manifest();
  }

  /** Refuses to continue a run whose input has changed since. */
  public void checkSameInput(String role, LoadedDataset loaded) {
    checkSameInput(role, UsedDataset.of(loaded, loaded.dataset()));
  }

  /** Refuses to continue a run whose input has changed since. */
  public void checkSameInput(String role, UsedDataset found) {
    if (!(get("inputs") instanceof Map<?, ?> inputs)
        || !(inputs.get(role) instanceof Map<?, ?> input)
        || !(input.get("files") instanceof List<?> files)) {
      return;
    }
    List<String> before = new ArrayList<>();
    for (Object file : files) {
      if (file instanceof Map<?, ?> entry) {
        before.add(String.valueOf(entry.get("sha256")));
      }
    }
    if (!before.equals(found.hashes())) {
      throw new InvalidInputException(
          "the " + role + " '" + found.reference() + "' has changed since the run began",
          "Restore the file, or start again in another folder.");
    }
  }

  /**
   * Writes how the run ended.
   *
   * @param status one word
   * @param seconds how long each part took
   * @throws IOException if it cannot be written
   */
  public void finish(String status, Map<String, Double> seconds) throws IOException {
    tree.put("status", status);
    tree.put("ended", now());
    tree.put("seconds", seconds);
    write();
  }

  /** Writes that the run failed, and for what; what is wrong with that as well is added to it. */
  public void fail(Throwable failure, Map<String, Double> seconds) {
    folder.requirePresent(failure);
    put("failure", String.valueOf(failure.getMessage()));
    try {
      finish("failed", seconds);
    } catch (IOException | RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  /**
   * Writes the manifest.
   *
   * @throws IOException if it cannot be written
   */
  public void write() throws IOException {
    AtomicFile.write(folder.file(RunFolder.MANIFEST), Json.write(tree));
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
