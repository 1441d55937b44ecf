package org.otium.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.otium.spi.ApiVersion;

/** Runs when the plugin folder is complete. */
class PluginFolderTest {
  private final Path folder = Path.of(System.getProperty("otium.plugin.folder"));

  @Test
  void theJarSaysWhichPluginInterfaceItWasBuiltFor() throws IOException {
    try (JarFile jar = new JarFile(folder.resolve("otium-models.jar").toFile())) {
      assertEquals("[0.1,0.2)", jar.getManifest().getMainAttributes().getValue("Otium-Api"));
      assertTrue(ApiVersion.CURRENT.startsWith("0.1."));
    }
  }

  @Test
  void networksLearnInALayerOfTheirOwn() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-DDJL_CACHE_DIR=" + System.getProperty("DJL_CACHE_DIR"));
    command.add("--add-modules=otium.api,otium.numerics");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("--module-path=" + String.join(File.pathSeparator, programModules()));
    URI here = PluginFolderProbe.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    command.add("--class-path=" + Path.of(here));
    command.add(PluginFolderProbe.class.getName());
    command.add(folder.toString());
    Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output;
    try (InputStream stream = program.getInputStream()) {
      output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(0, program.waitFor(), output);
    assertEquals("1.0", output.lines().toList().getLast(), output);
  }

  /** The modules that these tests run with, less the plugin. */
  private static List<String> programModules() {
    List<String> modules = new ArrayList<>();
    for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
      URI location = module.reference().location().orElseThrow();
      if (location.getScheme().equals("file") && !module.name().equals("otium.models")) {
        modules.add(Path.of(location).toString());
      }
    }
    return modules;
  }
}
