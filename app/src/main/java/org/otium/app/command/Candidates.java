package org.otium.app.command;

import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.List;
import org.otium.app.recipes.BuiltInRecipes;
import org.otium.spi.Kind;

/**
 * Names that shells complete values with. They are looked up when a completion script is written,
 * which then holds the names of that moment. There the values of options go by their labels, so
 * that two of one command must not share one.
 */
public final class Candidates {
  /** Those that need plugins to be found. */
  public static final List<Class<?>> OF_PLUGINS =
      List.of(Functionals.class, Dynamics.class, Metrics.class);

  private Candidates() {}

  /** Names of the recipes of the program. */
  public static final class Recipes implements Iterable<String> {
    /** The names. */
    public Recipes() {}

    @Override
    public Iterator<String> iterator() {
      return BuiltInRecipes.names().iterator();
    }
  }

  /** Names of devices. */
  public static final class Devices implements Iterable<String> {
    static final List<String> NAMES = List.of("auto", "cpu", "gpu");

    /** The names. */
    public Devices() {}

    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }

  /** Names of functionals. */
  public static final class Functionals implements Iterable<String> {
    private final Workspaces workspaces;

    /**
     * The names.
     *
     * @param workspaces knows the plugins
     */
    @Inject
    public Functionals(Workspaces workspaces) {
      this.workspaces = workspaces;
    }

    @Override
    public Iterator<String> iterator() {
      return workspaces.names(Kind.FUNCTIONAL).iterator();
    }
  }

  /** Names of dynamics of flows. */
  public static final class Dynamics implements Iterable<String> {
    private final Workspaces workspaces;

    /**
     * The names.
     *
     * @param workspaces knows the plugins
     */
    @Inject
    public Dynamics(Workspaces workspaces) {
      this.workspaces = workspaces;
    }

    @Override
    public Iterator<String> iterator() {
      return workspaces.names(Kind.FLOW_DYNAMICS).iterator();
    }
  }

  /** Names of distances between datasets. */
  public static final class Metrics implements Iterable<String> {
    private final Workspaces workspaces;

    /**
     * The names.
     *
     * @param workspaces knows the plugins
     */
    @Inject
    public Metrics(Workspaces workspaces) {
      this.workspaces = workspaces;
    }

    @Override
    public Iterator<String> iterator() {
      return workspaces.names(Kind.DATASET_DISTANCE).iterator();
    }
  }
}
