package org.otium.linalg.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.linalg.openblas.OpenBlasLinearAlgebra;
import org.otium.spi.ApiVersion;

/** Runs when the plugin folder is complete. */
class PluginFolderTest {
  private final Path folder = Path.of(System.getProperty("otium.plugin.folder"));

  @Test
  void theJarSaysWhichPluginInterfaceItWasBuiltFor() throws IOException {
    try (JarFile jar = new JarFile(folder.resolve("otium-linalg-nd4j.jar").toFile())) {
      assertEquals("[0.1,0.2)", jar.getManifest().getMainAttributes().getValue("Otium-Api"));
      assertTrue(ApiVersion.CURRENT.startsWith("0.1."));
    }
  }

  /** Two loaders must not load one native library file, and both bring the same ones. */
  @ParameterizedTest
  @ValueSource(strings = {"program plugin program plugin", "plugin program plugin program"})
  void worksBesideTheOpenBlasOfTheProgram(String order) throws Exception {
    MissingNatives.skip();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(
        "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir"));
    command.add("--add-modules=ALL-MODULE-PATH,ALL-DEFAULT");
    command.add(
        "--enable-native-access=ALL-UNNAMED,otium.linalg.openblas,org.bytedeco.javacpp,org.bytedeco.openblas");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("--module-path=" + String.join(File.pathSeparator, programModules()));
    command.add("--class-path=" + location(PluginFolderProbe.class));
    command.add(PluginFolderProbe.class.getName());
    command.add(folder.toString());
    command.addAll(Arrays.asList(order.split(" ", -1)));
    Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output;
    try (InputStream stream = program.getInputStream()) {
      output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(0, program.waitFor(), output);
    String expected = order.replace(' ', '\n') + "\n";
    assertEquals(expected, output); // and nothing else: no warnings, no notes of loggers
  }

  /** The modules that these tests run with, less the plugin, and OpenBLAS from their class path. */
  private static List<String> programModules() throws URISyntaxException {
    List<String> modules = new ArrayList<>();
    for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
      URI location = module.reference().location().orElseThrow();
      if (location.getScheme().equals("file") && !module.name().equals("otium.linalg.nd4j")) {
        modules.add(Path.of(location).toString());
      }
    }
    modules.add(location(OpenBlasLinearAlgebra.class));
    String classPath = System.getProperty("java.class.path");
    for (String path : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
      String name = String.valueOf(Path.of(path).getFileName());
      if (name.startsWith("javacpp-") || name.startsWith("openblas-")) {
        modules.add(path);
      }
    }
    return modules;
  }

  private static String location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
