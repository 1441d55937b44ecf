package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer may expect of each command. */
class EveryCommandTest {
  /** What they print is a document of its own kind. */
  private static final Set<String> WITHOUT_JSON = Set.of("schema", "completion");

  private static final Pattern LISTED = Pattern.compile("^  ([a-z]+) +\\S.*$", Pattern.MULTILINE);

  @TempDir private Path folder;

  /** All commands by their words, those of a group too; the root is the empty list. */
  private static List<List<String>> commands() {
    List<List<String>> all = new ArrayList<>();
    collect(List.of(), all);
    assertTrue(all.size() > 20, all.toString());
    return all;
  }

  private static void collect(List<String> words, List<List<String>> all) {
    all.add(words);
    String help = help(words);
    int at = help.indexOf("Commands:");
    if (at >= 0) {
      Matcher listed = LISTED.matcher(help.substring(at).split("\n\n", -1)[0]);
      while (listed.find()) {
        List<String> deeper = new ArrayList<>(words);
        deeper.add(listed.group(1));
        collect(deeper, all);
      }
    }
  }

  private static String help(List<String> words) {
    Cli.Result result =
        Cli.run(Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new));
    assertEquals(0, result.code(), result.all());
    return result.out();
  }

  @Test
  void helpHasAnExample() {
    for (List<String> words : commands()) {
      if (!words.isEmpty()) {
        String help = help(words);
        assertTrue(help.contains("Example"), words + " has no example:\n" + help);
        String example = "  otium " + words.getFirst();
        assertTrue(help.contains(example), words + " shows no " + example + ":\n" + help);
      }
    }
  }

  @Test
  void whatPrintsAResultPrintsItAsJsonToo() {
    for (List<String> words : commands()) {
      String help = help(words);
      boolean isGroup = help.contains("Commands:");
      if (!isGroup && !WITHOUT_JSON.contains(words.getLast())) {
        assertTrue(help.contains("--json"), words + " has no --json:\n" + help);
      }
    }
  }

  @Test
  void bashCompletesCommandsAndOptions() throws IOException, InterruptedException {
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "no bash to complete in");
    Cli.Result script = Cli.run("completion", "bash");
    assertEquals(0, script.code(), script.all());
    assertTrue(Cli.run("completion", "zsh").out().contains("bashcompinit"));
    Path file = Files.writeString(folder.resolve("completion.sh"), script.out());
    assertEquals(Set.of("flow"), completed(bash, file, "otium", "fl"));
    assertEquals(
        Set.of("list", "show", "compare", "reproduce"), completed(bash, file, "otium", "runs", ""));
    assertTrue(completed(bash, file, "otium", "run", "--dry").contains("--dry-run"));
    assertEquals(Set.of("swiss-roll"), completed(bash, file, "otium", "run", "swiss"));
    assertEquals(Set.of("swiss-roll"), completed(bash, file, "otium", "experiments", "swiss"));
    assertTrue(completed(bash, file, "otium", "flow", "--functional", "").contains("otdd"));
    assertTrue(completed(bash, file, "otium", "flow", "--dynamics", "").contains("jd-vl"));
    assertTrue(completed(bash, file, "otium", "distance", "--metric", "").contains("otdd"));
    assertEquals(2, Cli.run("completion", "fish").code());
  }

  /** A shell within a shell, to which keys are pressed. */
  @Test
  void zshCompletesCommands() throws IOException, InterruptedException {
    Path zsh = Path.of("/usr/bin/zsh");
    assumeTrue(Files.isExecutable(zsh), "no zsh to complete in");
    Path script = folder.resolve("completion.zsh");
    Files.writeString(script, Cli.run("completion", "zsh").out());
    Path keys =
        Files.writeString(
            folder.resolve("keys.zsh"),
            """
            zmodload zsh/zpty
            export TERM=dumb PS1='> ' HOME=$2
            zpty z zsh -f -i
            zpty -w z "source $1 && print rea''dy"
            zpty -r -m z seen '*ready*'
            zpty -w -n z $'otium exper\\t'
            zpty -r -m z seen '*otium experiments*'
            zpty -w -n z $'\\C-u otium runs repr\\t'
            zpty -r -m z seen '*otium runs reproduce*'
            zpty -d z
            print completed
            """);
    Path out = folder.resolve("zsh.txt");
    Process process =
        new ProcessBuilder(
                zsh.toString(), "-f", keys.toString(), script.toString(), folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "zsh waits for a completion");
      assertTrue(Files.readString(out).contains("completed"), Files.readString(out));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Set<String> completed(Path bash, Path script, String... words)
      throws IOException, InterruptedException {
    String line = String.join(" ", words);
    String program =
        "source "
            + script
            + "; COMP_WORDS=("
            + String.join(" ", Arrays.copyOf(words, words.length - 1))
            + " '"
            + words[words.length - 1]
            + "'); COMP_CWORD="
            + (words.length - 1)
            + "; COMP_LINE='"
            + line
            + "'; COMP_POINT="
            + line.length()
            + "; _complete_otium; echo \"${COMPREPLY[@]}\"";
    Process process =
        new ProcessBuilder(bash.toString(), "-c", program)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    Set<String> found = new TreeSet<>(List.of(out.strip().split("\\s+")));
    found.remove("");
    return found;
  }

  @Test
  void resultsGoToOneStreamAndTheRestToTheOther() {
    Cli.Result result =
        Cli.run("-v", "distance", "rings{per-class: 20}", "moons{per-class: 20}", "--json");
    assertEquals(0, result.code(), result.all());
    assertTrue(result.out().startsWith("{") && result.out().strip().endsWith("}"), result.out());
    assertTrue(result.err().contains("Linear algebra:"), result.err());
  }
}
