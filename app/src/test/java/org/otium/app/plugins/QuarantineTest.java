package org.otium.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.otium.app.plugins.TestJars.API;
import static org.otium.app.plugins.TestJars.jar;
import static org.otium.app.plugins.TestJars.moduleInfo;
import static org.otium.app.plugins.TestJars.plugin;
import static org.otium.app.plugins.TestJars.provider;
import static org.otium.app.plugins.TestJars.provides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used is refused with a reason that says what to do. */
class QuarantineTest {
  @TempDir private Path temporary;
  private Path work;
  private Path plugins;

  @BeforeEach
  void makeFolders() throws IOException {
    work = temporary.resolve("work");
    plugins = Files.createDirectories(temporary.resolve("plugins"));
  }

  private PluginRegistry discover() {
    return PluginRegistry.discover(List.of(plugins));
  }

  private static List<PluginEntry> added(PluginRegistry registry) {
    return registry.entries().stream().filter(entry -> !entry.isBuiltIn()).toList();
  }

  private PluginEntry only() {
    List<PluginEntry> added = added(discover());
    assertEquals(1, added.size(), added::toString);
    return added.getFirst();
  }

  /** The one plugin is refused, and its reason has all the words. */
  private void assertRefused(String... words) {
    PluginEntry entry = only();
    String reason = assertInstanceOf(PluginState.Quarantined.class, entry.state()).reason();
    for (String word : words) {
      assertTrue(reason.contains(word), () -> "'" + word + "' in: " + reason);
    }
  }

  @Test
  void aMissingModuleIsNamed() {
    Path library =
        jar(work)
            .source("module-info.java", "module lib { exports lib; }")
            .source(
                "lib/Lib.java",
                "package lib; public class Lib { public static String version() { return \"\"; } }")
            .build(work.resolve("lib.jar"));
    jar(work)
        .source(
            "module-info.java", moduleInfo("lonely", "requires lib;", provides("lonely", "Source")))
        .source("lonely/Source.java", provider("lonely", "Source", "lonely", "lib.Lib.version()"))
        .manifest(API)
        .library(library)
        .build(plugins.resolve("lonely/lonely.jar"));
    assertRefused("module lonely", "lonely.jar", "needs module lib", "add the jar of lib");
  }

  @Test
  void aConstructorThatThrowsIsTheReason() {
    plugin(
            work,
            "thrower",
            "thrower",
            "\"\"",
            "public Source() { throw new IllegalStateException(\"no licence\"); }")
        .build(plugins.resolve("thrower/thrower.jar"));
    assertRefused("its constructor failed", "IllegalStateException: no licence");
  }

  @Test
  void aStaticInitialiserThatThrowsIsTheReason() {
    plugin(work, "thrower", "thrower", "\"\"", "static final int A = Integer.parseInt(\"x\");")
        .build(plugins.resolve("thrower/thrower.jar"));
    assertRefused("static initialiser failed", "NumberFormatException");
  }

  @Test
  void aPluginForAnotherApiIsRefusedWithBothNumbersBeforeItsClassesAreTouched() {
    plugin(work, "future", "future", "\"\"", "static final int A = Integer.parseInt(\"x\");")
        .manifest(Map.of("Otium-Api", "[7.0,8.0)"))
        .build(plugins.resolve("future/future.jar"));
    assertRefused("[7.0,8.0)", "0.1.0");
  }

  @Test
  void aPluginThatDoesNotSayItsApiIsToldTheLine() {
    plugin(work, "silent", "silent", "\"\"")
        .withoutManifest()
        .build(plugins.resolve("silent/silent.jar"));
    assertRefused("add the line 'Otium-Api: [0.1,0.2)'");
  }

  @Test
  void aRangeThatCannotBeReadIsRefused() {
    plugin(work, "odd", "odd", "\"\"")
        .manifest(Map.of("Otium-Api", "^0.1"))
        .build(plugins.resolve("odd/odd.jar"));
    assertRefused("'^0.1' is not a version range");
  }

  @Test
  void aJarWithoutModuleInfoBelongsIntoTheClassPathPart() {
    Path jar =
        jar(work)
            .source("plain/Plain.java", "package plain; public class Plain { }")
            .build(plugins.resolve("plain/plain.jar"));
    assertRefused(jar.toString(), "has no module-info", "put it into cp/");
  }

  @Test
  void aJarThatBundlesTheApiIsRefused() {
    Path jar =
        jar(work)
            .source("org/otium/api/Matrix.java", "package org.otium.api; public class Matrix { }")
            .build(plugins.resolve("fat/fat.jar"));
    assertRefused(jar.toString(), "holds a copy of otium.api");
  }

  @Test
  void anEmptyFolderIsSaidToBeEmpty() throws IOException {
    Files.createDirectories(plugins.resolve("empty"));
    assertRefused("holds no jar");
  }

  @Test
  void aFolderTooDeepIsPointedOut() {
    plugin(work, "deep", "deep", "\"\"").build(plugins.resolve("deep/lib/deep.jar"));
    assertRefused("there are jars in lib", "move them up");
  }

  @Test
  void aFolderWithoutProvidersSaysWhatWasSeen() {
    jar(work)
        .source("module-info.java", "module quiet { exports quiet; }")
        .source("quiet/Quiet.java", "package quiet; public class Quiet { }")
        .build(plugins.resolve("quiet/quiet.jar"));
    assertRefused("declares a plugin", "quiet.jar", "add 'provides");
  }

  @Test
  void twoJarsOfOneModuleAreRefused() {
    plugin(work, "twin", "twin", "\"\"").build(plugins.resolve("twin/twin-1.jar"));
    plugin(work, "twin", "twin", "\"\"").build(plugins.resolve("twin/twin-2.jar"));
    assertRefused("twin-1.jar", "twin-2.jar", "both module twin");
  }

  @Test
  void aDefectiveSettingsRecordIsRefused() {
    String source =
        provider("odd", "Source", "odd", "\"\"")
            .replace("defaultValue = \"3\"", "defaultValue = \"many\"");
    jar(work)
        .source("module-info.java", moduleInfo("odd", provides("odd", "Source")))
        .source("odd/Source.java", source)
        .manifest(API)
        .build(plugins.resolve("odd/odd.jar"));
    assertRefused("settings record is defective", "Settings.samples", "'many'");
  }

  @Test
  void aSettingsRecordOfAHiddenPackageIsRefused() {
    jar(work)
        .source(
            "module-info.java",
            "module odd { requires otium.api; " + provides("odd", "Source") + " }")
        .source("odd/Source.java", provider("odd", "Source", "odd", "\"\""))
        .manifest(API)
        .build(plugins.resolve("odd/odd.jar"));
    assertRefused("odd.Source$Settings cannot be reached", "export its package");
  }

  @Test
  void nativeAccessForAnUnknownModuleIsRefused() {
    plugin(work, "nativ", "nativ", "\"\"")
        .manifest(Map.of("Enable-Native-Access", "com.example"))
        .build(plugins.resolve("nativ/nativ.jar"));
    assertRefused("native access for module com.example");
  }

  private void assertSilent(String member) {
    plugin(work, "sleeper", "sleeper", "\"\"", member)
        .build(plugins.resolve("sleeper/sleeper.jar"));
    System.setProperty(PluginCalls.PATIENCE, "1");
    try {
      String reason =
          switch (only().state()) {
            case PluginState.Quarantined refused -> refused.reason();
            case PluginState.Unavailable unavailable -> unavailable.reason();
            case PluginState.Ready() -> "ready";
          };
      assertTrue(reason.contains("did not answer within 1 s"), reason);
    } finally {
      System.clearProperty(PluginCalls.PATIENCE);
    }
  }

  @Test
  void aConstructorThatNeverReturnsIsGivenUp() {
    assertSilent(
        "public Source() {"
            + " while (true) java.util.concurrent.locks.LockSupport.parkNanos(1_000_000); }");
  }

  @Test
  void aStaticInitialiserThatNeverReturnsIsGivenUp() {
    assertSilent(
        "static { for (int i = 0; i >= 0; i = 0)"
            + " java.util.concurrent.locks.LockSupport.parkNanos(1_000_000); }");
  }

  @Test
  void aPluginThatNeverSaysWhetherItCanWorkIsGivenUp() {
    assertSilent(
        "@Override public Availability available() {"
            + " while (true) java.util.concurrent.locks.LockSupport.parkNanos(1_000_000); }");
  }

  @Test
  void aJarWhoseNamesPointOutsideIsRefused() throws IOException {
    for (String name : List.of("../evil.class", "/etc/evil", "a/../../evil", "..\\evil")) {
      Path jar = plugins.resolve("stray/stray.jar");
      Files.createDirectories(jar.getParent());
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        out.putNextEntry(new ZipEntry(name));
      }
      assertRefused("points outside the jar");
    }
    assertFalse(Files.exists(plugins.resolve("evil.class")));
    assertFalse(Files.exists(temporary.resolve("evil")));
  }
}
