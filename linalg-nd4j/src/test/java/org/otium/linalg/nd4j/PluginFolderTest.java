package org.otium.linalg.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
  @ValueSource(strings = {"program plugin program plugin", "plugin program plugin"})
  void worksBesideTheOpenBlasModuleOfTheProgram(String order) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dorg.bytedeco.javacpp.cachedir=" + cache());
    command.add("--add-modules=ALL-MODULE-PATH,ALL-DEFAULT");
    command.add("--enable-native-access=ALL-UNNAMED,org.bytedeco.javacpp,org.bytedeco.openblas");
    command.add("--module-path=" + String.join(File.pathSeparator, programModules()));
    command.add("--class-path=" + System.getProperty("basedir") + "/target/test-classes");
    command.add(PluginFolderProbe.class.getName());
    command.add(folder.toString());
    command.addAll(Arrays.asList(order.split(" ", -1)));
    Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output;
    try (InputStream stream = program.getInputStream()) {
      output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(0, program.waitFor(), output);
    assertTrue(output.contains("plugin finds singular vectors"), output);
    assertTrue(output.contains("program multiplies"), output);
  }

  private static String cache() {
    return System.getProperty("org.bytedeco.javacpp.cachedir");
  }

  private List<String> programModules() throws IOException {
    List<String> modules = new ArrayList<>();
    modules.add(
        ModuleLayer.boot()
            .configuration()
            .findModule("otium.api")
            .flatMap(module -> module.reference().location())
            .map(location -> Path.of(location).toString())
            .orElseThrow());
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(folder.resolve("cp"), "{javacpp,openblas}-*.jar")) {
      jars.forEach(jar -> modules.add(jar.toString()));
    }
    return modules;
  }
}
