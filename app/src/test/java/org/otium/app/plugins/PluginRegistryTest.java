package org.otium.app.plugins;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.otium.app.plugins.TestJars.API;
import static org.otium.app.plugins.TestJars.jar;
import static org.otium.app.plugins.TestJars.moduleInfo;
import static org.otium.app.plugins.TestJars.plugin;
import static org.otium.app.plugins.TestJars.provider;
import static org.otium.app.plugins.TestJars.provides;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.DatasetSource;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.settings.SettingsException;
import org.otium.spi.Kind;

/** Jars that are made here and now, in folders as users fill them. */
class PluginRegistryTest {
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

  private static String generatedBy(PluginRegistry registry, Object spec) {
    Created<DatasetSource> made =
        registry.create(Kind.DATASET_SOURCE, spec, TestMachine.compute(), DatasetLookup.none());
    return made.product().generate(1).name();
  }

  @Test
  void aGoodPluginIsReadyAndMakesItsProduct() throws Exception {
    Path jar =
        plugin(work, "good", "good", "\"from good\"")
            .manifest(Map.of("Implementation-Version", "4.2"))
            .build(plugins.resolve("mine/good.jar"));
    PluginRegistry registry = discover();
    PluginEntry entry = registry.entry(Kind.DATASET_SOURCE, "good");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
    assertAll(
        () -> assertInstanceOf(PluginState.Ready.class, entry.state()),
        () -> assertEquals("good", entry.module()),
        () -> assertEquals("4.2", entry.version()),
        () -> assertEquals(jar, entry.location()),
        () -> assertEquals("Makes a dataset for tests.", entry.summary()),
        () -> assertEquals(HexFormat.of().formatHex(digest), entry.sha256().orElseThrow()),
        () -> assertTrue(registry.names(Kind.DATASET_SOURCE).contains("good")));
    Created<DatasetSource> made =
        registry.create(
            Kind.DATASET_SOURCE,
            Map.of("name", "good", "samples", 7),
            TestMachine.compute(),
            DatasetLookup.none());
    assertEquals(7, made.product().generate(1).size());
    assertEquals(Map.of("name", "good", "samples", 7), made.resolved());
  }

  @Test
  void aSingleJarInTheFolderOfPluginsIsAPluginToo() {
    plugin(work, "good", "good", "\"from good\"").build(plugins.resolve("good.jar"));
    assertEquals("from good", generatedBy(discover(), "good"));
  }

  @Test
  void aFolderThatDoesNotExistHoldsNothing() {
    PluginRegistry registry = PluginRegistry.discover(List.of(plugins.resolve("absent")));
    assertEquals(List.of(), added(registry));
    assertEquals(List.of(plugins.resolve("absent")), registry.folders());
  }

  @Test
  void aFolderThatCannotBeReadTakesNothingElseDown() {
    plugin(work, "good", "good", "\"from good\"").build(plugins.resolve("good.jar"));
    Path closed = temporary.resolve("closed");
    PluginRegistry registry =
        PluginRegistry.discover(
            PluginRegistry.class.getModule().getLayer(),
            List.of(closed, plugins),
            folder -> {
              if (folder.equals(closed)) {
                throw new UncheckedIOException(
                    "cannot list " + folder, new AccessDeniedException(folder.toString()));
              }
              return PluginFolder.in(folder);
            });
    assertEquals("from good", generatedBy(registry, "good"));
    PluginEntry refused =
        added(registry).stream()
            .filter(entry -> entry.location().equals(closed))
            .findFirst()
            .orElseThrow();
    assertTrue(refused.state().reason().contains("cannot list " + closed), refused::toString);
  }

  @Test
  void everyPluginSeesItsOwnVersionOfALibrary() {
    for (String version : List.of("one", "two")) {
      Path library =
          jar(work)
              .source("module-info.java", "module lib { exports lib; }")
              .source(
                  "lib/Lib.java",
                  "package lib; public class Lib { public static String version() { return \""
                      + version
                      + "\"; } }")
              .build(plugins.resolve(version).resolve("lib.jar"));
      jar(work)
          .source(
              "module-info.java",
              moduleInfo("plug" + version, "requires lib;", provides("plug" + version, "Source")))
          .source(
              "plug" + version + "/Source.java",
              provider("plug" + version, "Source", version, "lib.Lib.version()"))
          .manifest(API)
          .library(library)
          .build(plugins.resolve(version).resolve("plug.jar"));
    }
    PluginRegistry registry = discover();
    assertEquals("one", generatedBy(registry, "one"));
    assertEquals("two", generatedBy(registry, "two"));
  }

  @Test
  void jarsOfTheClassPathPartAreSeenAndTheProgramsLibrariesAreNot() {
    Path library =
        jar(work)
            .source(
                "old/Old.java",
                """
                package old;
                public class Old {
                  public static String look() {
                    return "old, " + sees("picocli.CommandLine") + ", " + sees("org.otium.api.Matrix")
                        + ", " + sees("java.util.logging.Logger") + ", " + sees("org.junit.jupiter.api.Test");
                  }
                  private static boolean sees(String name) {
                    try {
                      Class.forName(name);
                      return true;
                    } catch (ClassNotFoundException e) {
                      return false;
                    }
                  }
                }
                """)
            .build(plugins.resolve("withcp/cp/old.jar"));
    plugin(work, "withcp", "with-cp", "old.Old.look()")
        .classPath(library)
        .build(plugins.resolve("withcp/withcp.jar"));
    assertEquals("old, false, true, true, false", generatedBy(discover(), "with-cp"));
  }

  @Test
  void theContextClassLoaderIsThePluginsWhenItIsMade() {
    String create =
        "static final String SEEN = Thread.currentThread().getContextClassLoader() == Source.class.getClassLoader() ? \"own\" : \"other\";";
    plugin(work, "tccl", "tccl", "SEEN", create).build(plugins.resolve("tccl/tccl.jar"));
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    assertEquals("own", generatedBy(discover(), "tccl"));
    assertEquals(before, Thread.currentThread().getContextClassLoader());
  }

  @Test
  void aBadProviderDoesNotStopTheOthersOfItsJar() {
    Path library =
        jar(work)
            .source("lib/Base.java", "package lib; public class Base { }")
            .build(work.resolve("lib.jar"));
    jar(work)
        .source(
            "module-info.java",
            moduleInfo(
                "mixed",
                "provides org.otium.spi.DatasetSourceProvider with mixed.A, mixed.B, mixed.C, mixed.D;"))
        .source(
            "mixed/A.java",
            provider("mixed", "A", "a", "\"\"", "public A() { throw new Error(); }"))
        .source(
            "mixed/B.java",
            provider("mixed", "B", "b", "\"\"").replace("class B ", "class B extends lib.Base "))
        .source("mixed/C.java", provider("mixed", "C", "Bad_Name", "\"\""))
        .source("mixed/D.java", provider("mixed", "D", "d", "\"from d\""))
        .manifest(API)
        .classPath(library)
        .build(plugins.resolve("mixed/mixed.jar"));
    PluginRegistry registry = discover();
    assertEquals("from d", generatedBy(registry, "d"));
    Map<String, String> reasons =
        added(registry).stream()
            .collect(java.util.stream.Collectors.toMap(PluginEntry::name, e -> e.state().reason()));
    assertEquals(Set.of("mixed.A", "mixed.B", "mixed.C", "d"), reasons.keySet());
    assertTrue(reasons.get("mixed.A").contains("its constructor failed"), reasons::toString);
    assertTrue(reasons.get("mixed.B").contains("class lib.Base is missing"), reasons::toString);
    assertTrue(reasons.get("mixed.C").contains("'Bad_Name' is not kebab-case"), reasons::toString);
    assertEquals("", reasons.get("d"));
  }

  @Test
  void twoFoldersThatClaimOneNameAreBothRefused() {
    Path a = plugin(work, "first", "same", "\"\"").build(plugins.resolve("a/a.jar"));
    Path b = plugin(work, "second", "same", "\"\"").build(plugins.resolve("b/b.jar"));
    PluginRegistry registry = discover();
    assertEquals(2, added(registry).size());
    for (PluginEntry entry : added(registry)) {
      String reason = assertInstanceOf(PluginState.Quarantined.class, entry.state()).reason();
      assertTrue(reason.contains(a + " and " + b), reason);
    }
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class, () -> registry.entry(Kind.DATASET_SOURCE, "same"));
    assertTrue(error.what().contains("is claimed by"), error.what());
  }

  @Test
  void aPluginThatComesWithTheProgramKeepsItsName() {
    Path own = plugin(work, "own", "same", "\"own\"").build(work.resolve("own.jar"));
    Path other =
        plugin(work, "other", "same", "\"other\"").build(plugins.resolve("other/other.jar"));
    PluginRegistry registry = PluginRegistry.discover(programWith(own), List.of(plugins));
    assertEquals("own", generatedBy(registry, "same"));
    PluginEntry refused = added(registry).getFirst();
    assertTrue(
        refused.state().reason().contains("comes with Otium already"), refused.state()::reason);
    assertTrue(refused.state().reason().contains(own.toString()), refused.state()::reason);
    assertEquals(other, refused.location());
  }

  private static ModuleLayer programWith(Path jar) {
    ModuleLayer boot = PluginRegistry.class.getModule().getLayer();
    Configuration configuration =
        boot.configuration().resolve(ModuleFinder.of(jar), ModuleFinder.of(), Set.of("own"));
    return boot.defineModulesWithOneLoader(configuration, PluginRegistry.class.getClassLoader());
  }

  @Test
  void theRangeMayComeFromTheProvider() {
    plugin(
            work,
            "coded",
            "coded",
            "\"from coded\"",
            "@Override public String apiRange() { return \"[0.1,0.2)\"; }")
        .withoutManifest()
        .build(plugins.resolve("coded/coded.jar"));
    assertEquals("from coded", generatedBy(discover(), "coded"));
  }

  @Test
  void aCorruptJarIsNamedAndTheOthersWork() throws IOException {
    Files.createDirectories(plugins.resolve("broken"));
    Files.writeString(plugins.resolve("broken/broken.jar"), "not a jar");
    plugin(work, "good", "good", "\"from good\"").build(plugins.resolve("good/good.jar"));
    PluginRegistry registry = discover();
    assertEquals("from good", generatedBy(registry, "good"));
    PluginEntry broken = added(registry).getLast();
    assertTrue(
        broken.state().reason().contains("broken.jar cannot be opened as a jar"),
        broken.state()::reason);
  }

  @Test
  void anUnavailablePluginSaysWhy() {
    plugin(
            work,
            "gpu",
            "gpu",
            "\"\"",
            "@Override public Availability available() { return Availability.no(\"no such device\"); }")
        .build(plugins.resolve("gpu/gpu.jar"));
    PluginRegistry registry = discover();
    assertEquals(
        new PluginState.Unavailable("no such device"),
        registry.entry(Kind.DATASET_SOURCE, "gpu").state());
    SettingsException error =
        assertThrows(SettingsException.class, () -> generatedBy(registry, "gpu"));
    assertTrue(error.what().contains("cannot work here: no such device"), error.what());
  }

  @Test
  void anUnknownNameIsToldTheNearestAndAll() {
    plugin(work, "good", "good-source", "\"\"").build(plugins.resolve("good/good.jar"));
    PluginRegistry registry = discover();
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class, () -> registry.entry(Kind.DATASET_SOURCE, "god-source"));
    assertEquals("unknown dataset-source 'god-source'", error.what());
    assertTrue(
        error.remedy().startsWith("Did you mean 'good-source'? There are: "), error.remedy());
    SettingsException created =
        assertThrows(SettingsException.class, () -> generatedBy(registry, "god-source"));
    assertEquals("good-source", created.problems().getFirst().suggestion());
  }

  @Test
  void aPluginThatFailsToStartIsNamed() {
    plugin(work, "late", "late", "\"\"")
        .source(
            "late/Source.java",
            provider("late", "Source", "late", "\"\"")
                .replace("double[][] rows", "boom(); double[][] rows")
                .replace(
                    "@Override public String name",
                    "static void boom() { throw new NoClassDefFoundError(\"x/Y\"); } @Override public String name"))
        .build(plugins.resolve("late/late.jar"));
    OtiumException error =
        assertThrows(OtiumException.class, () -> generatedBy(discover(), "late"));
    assertTrue(
        error.what().contains("late.jar failed to start: class x.Y is missing"), error.what());
  }

  @Test
  void nativeAccessIsHandedOnWhereTheManifestAsks() {
    String label = "\"\" + Source.class.getModule().isNativeAccessEnabled()";
    plugin(work, "plain", "plain", label).build(plugins.resolve("plain/plain.jar"));
    plugin(work, "nativ", "nativ", label)
        .manifest(Map.of("Enable-Native-Access", "ALL-UNNAMED"))
        .build(plugins.resolve("nativ/nativ.jar"));
    PluginRegistry registry = discover();
    assertEquals("false", generatedBy(registry, "plain"));
    assertEquals("true", generatedBy(registry, "nativ"));
  }
}
