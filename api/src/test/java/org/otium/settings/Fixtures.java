package org.otium.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.otium.api.Compute;
import org.otium.api.Epsilon;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.spi.Availability;
import org.otium.spi.Kind;
import org.otium.spi.OtSolverProvider;
import org.otium.spi.Provider;

/**
 * Settings records and plugins that the tests bind. Public, because settings records have to be.
 */
public final class Fixtures {
  private Fixtures() {}

  public enum Mode {
    FULL_COVARIANCE,
    DIAGONAL
  }

  public record Window(
      @Setting(doc = "first", defaultValue = "0", min = 0) int from,
      @Setting(doc = "last", defaultValue = "10", min = 0) int to) {
    public Window {
      if (to < from) {
        throw new InvalidInputException(
            "a window from " + from + " to " + to, "Let it end after it begins.");
      }
    }
  }

  public record Everything(
      @Setting(doc = "int", defaultValue = "3", min = 1, max = 9) int count,
      @Setting(doc = "long", defaultValue = "5000000000") long seed,
      @Setting(doc = "double", defaultValue = "0.5", min = 0, exclusiveMin = true) double stepSize,
      @Setting(doc = "flag", defaultValue = "true") boolean debias,
      @Setting(doc = "text", defaultValue = "a, [b") String title,
      @Setting(doc = "enum", defaultValue = "diagonal") Mode labelMode,
      @Setting(doc = "notation", defaultValue = "0.05 * max cost") Epsilon epsilon,
      @Setting(doc = "group", defaultValue = "{to: 7}") Window window,
      @Setting(doc = "maybe", defaultValue = "") Optional<Integer> limit,
      @Setting(doc = "list", defaultValue = "[64, 32]", min = 1) List<Integer> hiddenSizes,
      @Setting(doc = "plugin", defaultValue = "soft") OtSolver solver,
      @Setting(doc = "plugins", defaultValue = "[]") List<OtSolver> others) {}

  public record SoftSettings(
      @Setting(doc = "strength", defaultValue = "0.1", min = 0, exclusiveMin = true) double epsilon,
      @Setting(doc = "how often", defaultValue = "100", min = 1) int iterations) {}

  public record NestingSettings(
      @Setting(doc = "inner", defaultValue = "{name: soft, epsilon: 10}") OtSolver inner,
      @Setting(doc = "on what") LabeledDataset reference) {}

  public record EndlessSettings(@Setting(doc = "inner", defaultValue = "endless") OtSolver inner) {}

  public record Term(
      @Setting(doc = "what") OtSolver solver,
      @Setting(doc = "how much", defaultValue = "1", min = 0) double weight) {}

  public record Nested(
      @Setting(doc = "groups that hold plugins") List<Term> terms,
      @Setting(doc = "rows", defaultValue = "[[1, 2], []]", min = 0) List<List<Double>> matrix) {}

  public record NoSettings() {}

  public record Made(String name, Record settings) implements OtSolver {
    @Override
    public TransportResult solve(TransportProblem problem) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isBiased() {
      return false;
    }

    @Override
    public OtSolver withEpsilon(double epsilon) {
      return this;
    }
  }

  record SolverFixture<S extends Record>(String name, Class<S> settings, Availability availability)
      implements OtSolverProvider<S> {
    @Override
    public String summary() {
      return "A solver for tests.";
    }

    @Override
    public OtSolver create(S values, Compute compute) {
      return new Made(name, values);
    }

    @Override
    public Availability available() {
      return availability;
    }
  }

  static final class Context implements SettingsContext {
    final List<String> created = new ArrayList<>();
    final Map<String, String> presets = new TreeMap<>();
    private final TreeMap<String, Provider<?, ?>> solvers = new TreeMap<>();

    Context() {
      add(new SolverFixture<>("soft", SoftSettings.class, Availability.yes()));
      add(new SolverFixture<>("nesting", NestingSettings.class, Availability.yes()));
      add(new SolverFixture<>("endless", EndlessSettings.class, Availability.yes()));
      add(
          new SolverFixture<>(
              "native", NoSettings.class, Availability.no("no native library for this platform")));
    }

    private void add(Provider<?, ?> provider) {
      solvers.put(provider.name(), provider);
    }

    @Override
    public List<String> names(Kind kind) {
      return kind == Kind.OT_SOLVER ? List.copyOf(solvers.keySet()) : List.of();
    }

    @Override
    public Optional<Provider<?, ?>> find(Kind kind, String name) {
      return kind == Kind.OT_SOLVER ? Optional.ofNullable(solvers.get(name)) : Optional.empty();
    }

    @Override
    public Optional<String> preset(Kind kind, Provider<?, ?> provider, Parameter parameter) {
      return Optional.ofNullable(presets.get(provider.name() + "." + parameter.key()));
    }

    @Override
    public Object create(Kind kind, Provider<?, ?> provider, Record settings) {
      created.add(provider.name());
      return make(provider, settings);
    }

    private static <T, S extends Record> T make(Provider<T, S> provider, Record settings) {
      return provider.create(provider.settings().cast(settings), compute());
    }

    private static Compute compute() {
      LinearAlgebra none =
          (LinearAlgebra)
              java.lang.reflect.Proxy.newProxyInstance(
                  LinearAlgebra.class.getClassLoader(),
                  new Class<?>[] {LinearAlgebra.class},
                  (_, method, _) -> {
                    throw new UnsupportedOperationException(method.getName());
                  });
      return new Compute(none, 1, 1);
    }

    @Override
    public void checkDataset(Object reference) {
      if (!reference.equals("rings")) {
        throw new InvalidInputException(
            "no dataset '" + reference + "'", "Name a file that exists.");
      }
    }

    @Override
    public LabeledDataset dataset(Object reference) {
      checkDataset(reference);
      created.add(reference.toString());
      return LabeledDataset.of(
          "rings", Matrix.of(new double[][] {{1}}), Labels.hard(new int[] {0}));
    }
  }

  static Map<String, Object> tree(Object... keysAndValues) {
    Map<String, Object> tree = new java.util.LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      tree.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return tree;
  }
}
