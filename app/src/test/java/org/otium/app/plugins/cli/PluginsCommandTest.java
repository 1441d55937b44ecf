package org.otium.app.plugins.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.OtiumException;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestJars;
import org.otium.app.plugins.TestMachine;
import picocli.CommandLine;

/** The commands as a user runs them. */
class PluginsCommandTest {
  @TempDir private Path temporary;
  private Path plugins;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeFolder() throws IOException {
    plugins = Files.createDirectories(temporary.resolve("plugins"));
  }

  private int run(String... arguments) {
    CommandLine command = new CommandLine(new PluginsCommand(), new Commands());
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    command.setExecutionExceptionHandler(
        (failure, failed, _) -> {
          OtiumException told = (OtiumException) failure;
          failed.getErr().println(told.what() + "\n" + told.remedy());
          return 2;
        });
    return command.execute(arguments);
  }

  private final class Commands implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type == PluginsListCommand.class) {
        return type.cast(
            new PluginsListCommand(
                () -> PluginRegistry.discover(List.of(plugins, temporary.resolve("absent")))));
      }
      if (type == PluginsDescribeCommand.class) {
        return type.cast(
            new PluginsDescribeCommand(() -> PluginRegistry.discover(List.of(plugins))));
      }
      if (type == PluginsDocumentCommand.class) {
        return type.cast(
            new PluginsDocumentCommand(() -> PluginRegistry.discover(List.of(plugins))));
      }
      if (type == PluginsCheckCommand.class) {
        return type.cast(new PluginsCheckCommand(TestMachine::compute));
      }
      if (type == PluginsNewCommand.class) {
        return type.cast(new PluginsNewCommand(() -> PluginRegistry.discover(List.of(plugins))));
      }
      return CommandLine.defaultFactory().create(type);
    }
  }

  private TestJars plugin(String module, String name, String... members) {
    return TestJars.plugin(temporary.resolve("work"), module, name, "\"\"", members);
  }

  @Test
  void listShowsEveryPluginAndTheReasonBelowABadOne() throws IOException {
    plugin("good", "good").build(plugins.resolve("good/good.jar"));
    Files.createDirectories(plugins.resolve("empty"));
    assertEquals(0, run("list"));
    String text = out.toString();
    List<String> lines = text.lines().toList();
    assertTrue(lines.getFirst().startsWith("KIND "), text);
    int good =
        lines.indexOf(lines.stream().filter(l -> l.contains("good.jar")).findFirst().orElseThrow());
    assertTrue(lines.get(good).matches("dataset-source +good +- +good +good.jar +ready"), text);
    int empty =
        lines.indexOf(
            lines.stream().filter(l -> l.endsWith("quarantined")).findFirst().orElseThrow());
    assertTrue(lines.get(empty + 1).strip().endsWith("remove the folder"), text);
    assertEquals(lines.getFirst().indexOf("STATE"), lines.get(good).indexOf("ready"));
    assertTrue(text.contains("Plugin folder: " + plugins), text);
  }

  @Test
  void listGivesJson() throws IOException {
    plugin("good", "good").build(plugins.resolve("good/good.jar"));
    assertEquals(0, run("list", "--json", "--kind", "dataset-source"));
    JsonNode list = JsonMapper.builder().build().readTree(out.toString());
    JsonNode good = null;
    for (JsonNode entry : list) {
      assertEquals("dataset-source", entry.get("kind").asText());
      good = entry.get("name").asText().equals("good") ? entry : good;
    }
    assertEquals("ready", good.get("state").asText());
    assertEquals(64, good.get("sha256").asText().length());
  }

  @Test
  void anUnknownKindIsToldTheNearest() {
    assertEquals(2, run("list", "--kind", "ot-sovler"));
    assertTrue(err.toString().contains("did you mean 'ot-solver'?"), err::toString);
  }

  @Test
  void describeShowsSettings() {
    plugin("good", "good").build(plugins.resolve("good/good.jar"));
    assertEquals(0, run("describe", "good"));
    String text = out.toString();
    assertTrue(text.contains("good (dataset-source)"), text);
    assertTrue(text.contains("samples  How many samples."), text);
    assertTrue(text.contains("whole number at least 1; default: 3"), text);
  }

  @Test
  void documentWritesAPageWithPluginsOfOnesOwn() throws IOException {
    plugin("good", "good").build(plugins.resolve("good/good.jar"));
    Files.createDirectories(plugins.resolve("empty"));
    Path pages = temporary.resolve("some/pages");
    assertEquals(0, run("document", "--out", pages.toString()), err::toString);
    String page = Files.readString(pages.resolve("dataset-source.md"));
    assertTrue(page.contains("## good\n"), page);
    assertTrue(page.contains("in the plugin folder `good`"), page);
    assertTrue(
        page.contains("| `samples` | How many samples. | whole number at least 1 | `3` |"), page);
    assertTrue(
        Files.readString(pages.resolve("README.md")).contains("(dataset-source.md#good)"), page);
    assertEquals(2, run("document", "--out", pages.resolve("README.md").toString()), err::toString);
  }

  @Test
  void describeGivesJson() throws IOException {
    plugin("good", "good").build(plugins.resolve("good/good.jar"));
    assertEquals(0, run("describe", "good", "--json"));
    JsonNode settings = JsonMapper.builder().build().readTree(out.toString()).get("settings");
    assertEquals("samples", settings.get(0).get("key").asText());
    assertEquals("at least 1", settings.get(0).get("range").asText());
  }

  @Test
  void describeGivesTheJsonSchemaOfTheSettings() throws IOException {
    plugin("good", "good").build(plugins.resolve("good/good.jar"));
    assertEquals(0, run("describe", "good", "--schema"));
    JsonNode schema = JsonMapper.builder().build().readTree(out.toString());
    assertTrue(schema.get("$schema").asText().contains("json-schema.org"), out::toString);
    JsonNode samples = schema.get("properties").get("samples");
    assertEquals("integer", samples.get("type").asText());
    assertEquals(1, samples.get("minimum").asInt());
    assertEquals(3, samples.get("default").asInt());
  }

  @Test
  void listNamesTheJarOfABuiltInPluginAndItsFoldersTogether() {
    assertEquals(0, run("list"));
    List<String> lines = out.toString().lines().toList();
    String sinkhorn =
        lines.stream().filter(l -> l.matches("ot-solver +sinkhorn .*")).findFirst().orElseThrow();
    assertTrue(sinkhorn.matches(".* [^ ]+ \\(built in\\) +ready"), sinkhorn);
    List<String> folders = lines.stream().filter(l -> l.startsWith("Plugin folder: ")).toList();
    assertEquals(2, folders.size(), out::toString);
    assertEquals(folders, lines.subList(lines.size() - 2, lines.size()));
  }

  @Test
  void describeTellsTheNearestName() {
    plugin("good", "good").build(plugins.resolve("good/good.jar"));
    assertEquals(2, run("describe", "godo"));
    assertTrue(err.toString().contains("Did you mean 'good'?"), err::toString);
  }

  @Test
  void describeAsksWhereANameHasSeveralKinds() {
    plugin("first", "both").build(plugins.resolve("first/first.jar"));
    String encoder =
        """
        package second;
        import org.otium.api.*;
        import org.otium.spi.*;
        public final class Shift implements OptimizerProvider<Shift.Settings> {
          public record Settings() {}
          @Override public String name() { return "both"; }
          @Override public String summary() { return "Cannot be made."; }
          @Override public Class<Settings> settings() { return Settings.class; }
          @Override public Optimizer create(Settings settings, Compute compute) {
            throw new IllegalStateException("never works");
          }
        }
        """;
    Path jar =
        TestJars.jar(temporary.resolve("work"))
            .source(
                "module-info.java",
                TestJars.moduleInfo(
                    "second", "provides org.otium.spi.OptimizerProvider with second.Shift;"))
            .source("second/Shift.java", encoder)
            .manifest(TestJars.API)
            .build(plugins.resolve("second/second.jar"));
    assertEquals(2, run("describe", "both"));
    assertTrue(err.toString().contains("optimizer, dataset-source"), err::toString);
    for (String kind : List.of("optimizer", "dataset-source")) {
      String command = "otium plugins describe both --kind " + kind;
      assertTrue(err.toString().contains(command), err::toString);
    }
    assertEquals(0, run("describe", "both", "--kind", "optimizer"));
    assertTrue(out.toString().contains("No settings."), out::toString);
    assertEquals(1, run("check", jar.toString()));
    assertTrue(
        out.toString().contains("failed to start: IllegalStateException: never works"),
        out::toString);
  }

  @Test
  void checkOfAGoodPluginIsOk() {
    Path jar = plugin("good", "good").build(temporary.resolve("good.jar"));
    assertEquals(0, run("check", jar.toString()));
    assertEquals("dataset-source good: ok", out.toString().strip());
  }

  @Test
  void checkOfAFolderIsOk() {
    plugin("good", "good").build(plugins.resolve("good/good.jar"));
    assertEquals(0, run("check", plugins.resolve("good").toString()));
    assertFalse(out.toString().contains("faulty"), out::toString);
  }

  @Test
  void checkSaysWhatIsWrong() {
    Path jar =
        plugin("bad", "bad", "public Source() { throw new IllegalStateException(\"no licence\"); }")
            .build(temporary.resolve("bad.jar"));
    assertEquals(1, run("check", jar.toString()));
    assertTrue(out.toString().contains("bad.Source: faulty"), out::toString);
    assertTrue(out.toString().contains("no licence"), out::toString);
  }

  @Test
  void checkOfNothingIsAnError() {
    assertEquals(2, run("check", plugins.resolve("absent.jar").toString()));
    assertTrue(err.toString().contains("there is no "), err::toString);
  }
}
