package org.otium.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.InvalidInputException;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/** What is in the folders that come with Otium is known where they are left out. */
class ShippedFolderTest {
  private static final Path ROOT = Path.of(System.getProperty("otium.root"));
  private static final Pattern FOLDER =
      Pattern.compile("<plugin\\.folder>[^<]*/plugin/([^<]+)</plugin\\.folder>");

  @TempDir private Path folder;

  @Test
  void theListIsThatOfTheModules() throws Exception {
    TreeSet<String> provided = new TreeSet<>();
    for (Map.Entry<Path, String> module : modules().entrySet()) {
      provided.addAll(provided(module.getKey().resolve("target/classes"), module.getValue()));
    }
    TreeSet<String> listed = new TreeSet<>();
    for (ShippedFolder shipped : ShippedFolder.all()) {
      shipped
          .plugins()
          .forEach(p -> listed.add(shipped.name() + " " + p.kind().id() + " " + p.name()));
    }
    assertFalse(provided.isEmpty());
    assertEquals(
        String.join("\n", provided),
        String.join("\n", listed),
        "shipped.txt is old: it has to hold the first of these");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    PluginRegistry registry = PluginRegistry.discover(List.of(folder));
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> registry.entry(Kind.CLASSIFIER, "lenet5"));
    assertTrue(
        error
            .what()
            .startsWith(
                "unknown classifier 'lenet5': it comes with the plugin folder torch, which is not"
                    + " there (looked in "
                    + folder
                    + "): put plugins/torch of the distribution back"),
        error::what);
    assertTrue(error.remedy().startsWith("There are: k-nn, linear-probe."), error::remedy);
    assertEquals(
        List.of("nd4j", "spark", "torch"),
        registry.absent().stream().map(ShippedFolder::name).toList());
    assertEquals("", registry.whyMissing(Kind.CLASSIFIER, "lenet6"));
    assertEquals("", registry.whyMissing(Kind.FUNCTIONAL, "lenet5"));
  }

  @Test
  void aFolderThatLacksThePluginIsNamed() throws IOException {
    Path torch = Files.createDirectory(folder.resolve("torch"));
    PluginRegistry empty = PluginRegistry.discover(List.of(folder));
    assertTrue(
        empty
            .whyMissing(Kind.DATASET_MAPPING, "neural-map")
            .startsWith("it comes with the plugin folder torch, which was set aside: " + torch),
        () -> empty.whyMissing(Kind.DATASET_MAPPING, "neural-map"));
    assertEquals(
        List.of("nd4j", "spark"), empty.absent().stream().map(ShippedFolder::name).toList());
  }

  /** The modules that are packed into folders of their own, and what these are called. */
  private static Map<Path, String> modules() throws IOException {
    Map<Path, String> modules = new TreeMap<>();
    try (Stream<Path> all = Files.list(ROOT)) {
      for (Path module : all.filter(m -> Files.exists(m.resolve("pom.xml"))).toList()) {
        Matcher found = FOLDER.matcher(Files.readString(module.resolve("pom.xml")));
        if (found.find()) {
          modules.put(module, found.group(1));
        }
      }
    }
    return modules;
  }

  private static List<String> provided(Path classes, String name) throws Exception {
    List<String> lines = new ArrayList<>();
    URL[] path = {classes.toUri().toURL()};
    try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"));
        URLClassLoader loader =
            new URLClassLoader(path, ShippedFolderTest.class.getClassLoader())) {
      for (ModuleDescriptor.Provides provides : ModuleDescriptor.read(descriptor).provides()) {
        Kind kind = ProviderDiscovery.SERVICES.get(provides.service());
        for (String type : provides.providers()) {
          Object made = loader.loadClass(type).getConstructor().newInstance();
          lines.add(name + " " + kind.id() + " " + ((Provider<?, ?>) made).name());
        }
      }
    }
    return lines;
  }
}
