package org.otium.app.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Cluster;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.machine.Machine;
import org.otium.app.text.Numbers;
import org.otium.settings.SettingsContext;

/**
 * What one call of the program works with.
 *
 * @param version the version of Otium
 * @param machine what the machine offers
 * @param plugins the plugins that can be named
 * @param library the datasets that can be named
 * @param commandLine what was typed, program name first
 * @param cluster other machines that do pieces of the work, if there are any
 * @param classifiers what classifiers have learned in it so far
 * @param recipe what manifests say of the recipe whose only run this is; empty where it is none
 */
public record Workspace(
    String version,
    Machine machine,
    SettingsContext plugins,
    DatasetLibrary library,
    List<String> commandLine,
    Optional<Cluster> cluster,
    LearnedClassifiers classifiers,
    Map<String, String> recipe) {
  /** Copies the command line and what is said of the recipe. */
  public Workspace {
    commandLine = List.copyOf(commandLine);
    recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
  }

  /**
   * What works by itself.
   *
   * @param version the version of Otium
   * @param machine what the machine offers
   * @param plugins the plugins that can be named
   * @param library the datasets that can be named
   * @param commandLine what was typed, program name first
   */
  public Workspace(
      String version,
      Machine machine,
      SettingsContext plugins,
      DatasetLibrary library,
      List<String> commandLine) {
    this(
        version,
        machine,
        plugins,
        library,
        commandLine,
        Optional.empty(),
        new LearnedClassifiers(),
        Map.of());
  }

  /**
   * The same for the only run of a recipe.
   *
   * @param about what its manifest says of the recipe; empty for nothing
   * @return a workspace
   */
  public Workspace forRecipe(Map<String, String> about) {
    return with(cluster, about);
  }

  /**
   * The same with other machines.
   *
   * @param machines what does pieces of the work
   * @return a workspace
   */
  public Workspace on(Cluster machines) {
    return with(Optional.of(new ComparedCluster(machines, machine.arithmetic())), recipe);
  }

  /**
   * Where machines of the cluster compute otherwise than this one.
   *
   * @return a line for each kind of them that has given a result; empty if all are alike
   */
  public List<String> differences() {
    return cluster.orElse(null) instanceof ComparedCluster compared
        ? compared.differences()
        : List.of();
  }

  /**
   * What the machines of the cluster compute with.
   *
   * @return by the name of the machine, of those that have given a result
   */
  public Map<String, String> machines() {
    return cluster.orElse(null) instanceof ComparedCluster compared
        ? compared.machines()
        : Map.of();
  }

  /**
   * The same without other machines.
   *
   * @return a workspace
   */
  public Workspace alone() {
    return with(Optional.empty(), recipe);
  }

  private Workspace with(Optional<Cluster> machines, Map<String, String> about) {
    return new Workspace(
        version, machine, plugins, library, commandLine, machines, classifiers, about);
  }

  /**
   * Versions and the machine.
   *
   * @return what reports say of them
   */
  public Map<String, String> described() {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("Otium", version);
    rows.put(
        "Linear algebra",
        machine.linearAlgebra().name() + " (" + machine.linearAlgebra().reason() + ")");
    rows.put("Threads", Integer.toString(machine.threads()));
    rows.put("Memory for one array", Numbers.bytes(machine.memoryBudget()));
    rows.putAll(Machine.description());
    return rows;
  }
}
