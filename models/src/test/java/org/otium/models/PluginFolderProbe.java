package org.otium.models;

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
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.otium.api.Accuracy;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.spi.ClassifierProvider;

/**
 * A small program that loads the plugin folder into a layer and trains a network with it. Run by
 * {@link PluginFolderTest} in a JVM of its own.
 */
final class PluginFolderProbe {
  private PluginFolderProbe() {}

  /** Takes the plugin folder; prints the accuracy of the network. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    List<URL> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("cp"), "*.jar")) {
      for (Path file : files) {
        jars.add(file.toUri().toURL());
      }
    }
    ModuleLayer boot = ModuleLayer.boot();
    ModuleFinder finder = ModuleFinder.of(folder);
    Configuration modules =
        boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("otium.models"));
    ClassLoader classPath =
        new URLClassLoader(
            "torch/cp", jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    ModuleLayer layer =
        ModuleLayer.defineModulesWithOneLoader(modules, List.of(boot), classPath).layer();
    ClassifierProvider<?> provider =
        ServiceLoader.load(layer, ClassifierProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("mlp"))
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
    System.out.println(Accuracy.of(create(provider).fit(samples, 1), samples).value());
  }

  private static <S extends Record> Classifier create(ClassifierProvider<S> provider) {
    S settings =
        new SettingsBinder(SettingsContext.empty())
            .bind(provider.settings(), Map.of("device", "cpu", "epochs", 50))
            .value();
    return provider.create(settings, Compute.withoutLinearAlgebra(1, 1 << 20));
  }
}
