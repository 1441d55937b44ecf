package org.otium.solvers.neural;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.otium.api.Compute;
import org.otium.api.DatasetMapping;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.spi.DatasetMappingProvider;

/**
 * A small program that loads the plugin folder into a layer and learns a map with it. Run by {@link
 * PluginFolderTest} in a JVM of its own.
 */
final class PluginFolderProbe {
  private PluginFolderProbe() {}

  /** Takes the folders of models and of this module, which are one; prints the images' classes. */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Path models = Path.of(args[0]);
    List<URL> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(models.resolve("cp"), "*.jar")) {
      for (Path file : files) {
        jars.add(file.toUri().toURL());
      }
    }
    ModuleLayer boot = ModuleLayer.boot();
    ModuleFinder finder = ModuleFinder.of(models, Path.of(args[1]));
    Configuration modules =
        boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("otium.solvers.neural"));
    ClassLoader classPath =
        new URLClassLoader(
            "torch/cp", jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    ModuleLayer layer =
        ModuleLayer.defineModulesWithOneLoader(modules, List.of(boot), classPath).layer();
    DatasetMappingProvider<?> provider =
        ServiceLoader.load(layer, DatasetMappingProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("neural-map"))
            .findFirst()
            .orElseThrow();
    if (!provider.available().isAvailable()) {
      throw new AssertionError(provider.available().reason());
    }
    LabeledDataset samples =
        LabeledDataset.of(
            "line",
            Matrix.of(new double[][] {{-3}, {-2}, {-1}, {1}, {2}, {3}}),
            Labels.hard(1, 1, 1, 2, 2, 2));
    LabeledDataset images = create(provider).fit(samples, samples, 1).apply(samples);
    System.out.println(images.size() + " images of " + images.classIds().length + " classes");
  }

  private static <S extends Record> DatasetMapping create(DatasetMappingProvider<S> provider)
      throws ReflectiveOperationException {
    LabelDistance distance = (a, b) -> new NoDistance(a.size(), b.size());
    Class<S> type = provider.settings();
    Object defaults = type.getMethod("of", LabelDistance.class).invoke(null, distance);
    Object quick =
        type.getMethod("withIterations", int.class, int.class, int.class, int.class)
            .invoke(defaults, 2, 2, 2, 2);
    return provider.create(type.cast(quick), Compute.withoutLinearAlgebra(1, 1 << 20));
  }

  private record NoDistance(int rows, int columns) implements LabelDistance.Result {
    @Override
    public double[][] squared() {
      return new double[rows][columns];
    }

    @Override
    public List<Matrix> gradient(double[][] coefficients) {
      return List.of();
    }
  }
}
