package org.otium.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On the class path the service loader reads files, which say what the modules declare. */
class ServiceFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("otium.root"));

  @Test
  void saySameAsModules() throws IOException {
    Reactor reactor = Reactor.instance();
    int services = 0;
    for (String module : reactor.moduleNames()) {
      Map<String, List<String>> declared = new TreeMap<>();
      for (ModuleDescriptor.Provides provides : reactor.descriptor(module).provides()) {
        declared.put(provides.service(), provides.providers());
      }
      services += declared.size();
      assertEquals(declared, written(ROOT.resolve(module)), module);
    }
    assertTrue(services > 20, "only " + services + " services");
  }

  private static Map<String, List<String>> written(Path module) throws IOException {
    Map<String, List<String>> written = new TreeMap<>();
    Path folder = module.resolve("target/classes/META-INF/services");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          written.put(file.getFileName().toString(), Files.readAllLines(file));
        }
      }
    }
    return written;
  }
}
