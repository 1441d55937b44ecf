package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.otium.api.InvalidInputException;
import org.otium.app.machine.LinearAlgebraChoice;
import org.otium.app.plugins.PluginRegistry;
import org.otium.spi.Kind;
import picocli.CommandLine;

/**
 * Every mistake is answered by what is wrong and what to do, with the exit code of the user's
 * input.
 */
class FailuresTest {
  @TempDir private Path folder;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("unknown command 'flwo'", "Did you mean 'flow'?", "flwo"),
        mistake("unknown option '--form'", "Did you mean '--from'?", "flow", "--form", "rings"),
        mistake("--from and --to are missing", "Give both datasets", "flow"),
        mistake("--to is missing", "Give both datasets", "flow", "--from", "rings"),
        mistake("1 dataset to compare", "Give two or more", "distance", "rings"),
        mistake("invalid value for option '--particles'", "--help", "flow", "--particles", "many"),
        mistake(
            "--threads 0 is out of range",
            "1 to 1024",
            "distance",
            "rings",
            "rings",
            "--threads",
            "0"),
        mistake("--memory 'lots' is no size", "512m", "data", "info", "rings", "--memory", "lots"),
        mistake(
            "unknown linear algebra 'openblass'",
            "Did you mean 'openblas'?",
            "data",
            "info",
            "rings",
            "--linalg",
            "openblass"),
        mistake(
            "first dataset: 'ringz' is neither a file or folder nor a generator",
            "Did you mean 'rings'?",
            "distance",
            "ringz",
            "rings"),
        mistake(
            "there is neither a file 'idy:x' nor a format 'idy'",
            "Did you mean 'idx'?",
            "data",
            "info",
            "idy:x"),
        mistake(
            "there is no file or folder 'nowhere.npz'",
            "Check the path",
            "data",
            "info",
            "npz:nowhere.npz"),
        mistake(
            "cannot be read as YAML", "space after each colon", "data", "info", "rings{noise: [1}"),
        mistake("unknown setting", "id you mean 'noise'?", "data", "info", "rings{nois: 0.1}"),
        mistake(
            "metric: unknown dataset-distance 'otd'",
            "id you mean 'otdd'?",
            "distance",
            "rings",
            "rings",
            "--metric",
            "otd"),
        mistake(
            "--set 'metric' is no assignment",
            "path.to.setting=value",
            "distance",
            "rings",
            "rings",
            "--set",
            "metric"),
        mistake(
            "metric.solver.epsilon",
            "in cost units",
            "distance",
            "rings",
            "rings",
            "--epsilon",
            "tiny"),
        mistake(
            "which are no images",
            "Leave out --grid",
            "data",
            "info",
            "rings",
            "--grid",
            "FOLDER/g.png"),
        mistake(
            "does not say which format is meant",
            ".npz",
            "data",
            "convert",
            "rings",
            "FOLDER/rings.xyz"),
        mistake(
            "unknown dataset-format 'npy'",
            "id you mean 'npz'?",
            "data",
            "convert",
            "rings",
            "FOLDER/r.npz",
            "--format",
            "npy"),
        mistake(
            "--resize 'big' is no shape",
            "28x28",
            "data",
            "convert",
            "glyphs",
            "FOLDER/g.npz",
            "--resize",
            "big"),
        mistake(
            "'a[99999999999]' names item 99999999999 of a list",
            "Items count from 0",
            "distance",
            "rings",
            "rings",
            "--set",
            "a[99999999999]=1"),
        mistake("there is no folder 'FOLDER/gone'", "--resume", "flow", "--resume", "FOLDER/gone"),
        mistake("holds no run", "--resume", "flow", "--resume", "FOLDER"),
        mistake(
            "does not exist",
            "Make it first",
            "flow",
            "--from",
            "rings",
            "--to",
            "rings",
            "--out",
            "FOLDER/a/b"));
  }

  private static Arguments mistake(String what, String remedy, String... args) {
    return Arguments.of(what, remedy, List.of(args));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("mistakes")
  void mistakeIsExplained(String what, String remedy, List<String> args) {
    Cli.Result result = Cli.run(here(args).toArray(String[]::new));
    String expected = what.replace("FOLDER", folder.toString());
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().startsWith("Error: "), result.all());
    assertTrue(result.err().contains(expected), () -> "no '" + expected + "' in\n" + result.all());
    assertTrue(result.err().contains(remedy), () -> "no '" + remedy + "' in\n" + result.all());
    assertFalse(result.err().contains("\tat "), "a stack trace without --debug\n" + result.all());
    assertEquals("", result.out(), "something on standard output");
  }

  private List<String> here(List<String> args) {
    return args.stream().map(arg -> arg.replace("FOLDER", folder.toString())).toList();
  }

  @Test
  void debugAddsTheStackTrace() {
    Cli.Result result = Cli.run("data", "info", "ringz", "--debug");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("\tat "), result.all());
  }

  @Test
  void debugAddsTheStackTraceOfARefusedOptionToo() {
    CommandLine command = new CommandLine(new Refusing());
    GlobalOptions options = new GlobalOptions();
    new CommandLine(new Refusing()).addMixin("global", options).parseArgs("--debug");
    StringWriter err = new StringWriter();
    command.setErr(new PrintWriter(err));
    InvalidInputException cause = new InvalidInputException("no", "say yes");
    int code =
        new Failures(options)
            .handleParseException(
                new CommandLine.ParameterException(command, "no", cause), new String[0]);
    assertEquals(2, code);
    assertTrue(err.toString().startsWith("Error: no"), err::toString);
    assertTrue(err.toString().contains("\tat "), err::toString);
  }

  @CommandLine.Command(name = "refusing")
  private static final class Refusing {}

  @Test
  void allMistakesOfAFlowAreToldAtOnceAndBeforeAnythingIsWritten() {
    Path out = folder.resolve("run");
    Cli.Result result =
        Cli.run(
            "flow",
            "--from",
            "ringz",
            "--to",
            "rings",
            "--particles",
            "0",
            "--functional",
            "otd",
            "--set",
            "dynamics.optimizer=sdg",
            "--set",
            "stepz=3",
            "--out",
            out.toString());
    assertEquals(2, result.code(), result.all());
    for (String told :
        List.of("from:", "particles:", "functional:", "dynamics.optimizer:", "stepz")) {
      assertTrue(result.err().contains(told), () -> "no '" + told + "' in\n" + result.all());
    }
    assertFalse(Files.exists(out), "a folder was made for a run that never began");
  }

  @Test
  void differentShapesAreRefusedWithoutResize() {
    Cli.Result result =
        Cli.run(
            "distance",
            "glyphs{size: 16, per-class: 3}",
            "glyphs{per-class: 3}",
            "--samples",
            "30");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("images of 16×16"), result.all());
    assertTrue(result.err().contains("images of 28×28"), result.all());
    assertTrue(result.err().contains("Add --resize"), result.all());
  }

  @Test
  void imagesAndPointsCannotBeCompared() {
    Cli.Result result = Cli.run("distance", "glyphs{per-class: 3}", "rings", "--resize");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("2 features"), result.all());
  }

  @Test
  void helpHasAnExampleForEveryCommand() {
    for (String[] command :
        List.of(
            new String[] {"demo"},
            new String[] {"distance"},
            new String[] {"flow"},
            new String[] {"data", "info"},
            new String[] {"data", "convert"})) {
      Cli.Result result =
          Cli.run(Stream.concat(Stream.of(command), Stream.of("--help")).toArray(String[]::new));
      assertEquals(0, result.code(), result.all());
      assertTrue(result.out().contains("Example"), result.all());
      assertTrue(result.out().contains("otium " + String.join(" ", command)), result.all());
    }
  }

  @Test
  void helpNamesEveryLinearAlgebraThatComesWithOtiumInTheOrderTheyAreTried() {
    Cli.Result result = Cli.run("distance", "--help");
    List<String> named = new ArrayList<>(LinearAlgebraChoice.PREFERENCE);
    PluginRegistry.discover(List.of()).names(Kind.LINEAR_ALGEBRA).stream()
        .filter(name -> !named.contains(name))
        .forEach(named::add);
    named.add("nd4j");
    String option = result.out().substring(result.out().indexOf("--linalg"));
    int at = 0;
    for (String name : named) {
      at = option.indexOf(name, at);
      assertTrue(at >= 0, () -> "no '" + name + "' in\n" + option);
    }
  }

  @Test
  void versionNamesTheProgramAndThePluginInterface() {
    Cli.Result result = Cli.run("--version");
    assertEquals(0, result.code());
    assertTrue(result.out().startsWith("otium "), result.all());
    assertTrue(result.out().contains("plugin interface"), result.all());
  }
}
