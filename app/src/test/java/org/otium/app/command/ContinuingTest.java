package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The line that continues a run. */
@SuppressWarnings("UnusedVariable") // fields are set and asked for by the parser
class ContinuingTest {
  @Command(name = "otium", subcommands = Labels.class)
  static final class Root {
    @Option(names = {"-d", "--data"})
    private List<Path> data = List.of();

    @Option(names = "--memory")
    private String memory = "";
  }

  @Command(name = "labels")
  static final class Labels {
    @Mixin private OnOption on = new OnOption();
    @Mixin private LeaveOutOption leaveOut = new LeaveOutOption();
    @Mixin private OutOption out = new OutOption();

    @Option(names = "--seed")
    private int seed;
  }

  private static CommandLine parsed(String... words) {
    CommandLine root = new CommandLine(new Root());
    root.parseArgs(words);
    return root.getSubcommands().get("labels");
  }

  private static String line(String folder, String... words) {
    return Continuing.line(parsed(words).getCommandSpec(), Path.of(folder));
  }

  @Test
  void namesTheCommandAndTheFolder() {
    assertEquals("otium labels --resume all", line("all", "labels", "--out", "all", "--seed", "3"));
  }

  @Test
  void foldersAreQuotedWhereAShellWouldSplitThem() {
    assertEquals(
        "otium labels --resume '/shared/my classes'", line("/shared/my classes", "labels"));
    assertEquals("otium labels --resume 'it'\\''s'", line("it's", "labels"));
  }

  @Test
  void whatAFolderDoesNotKeepIsGivenAgainAsItWasTyped() {
    assertEquals(
        "otium labels --resume all --leave-out-damaged --on 'local[2]' --memory 2g"
            + " --data 'a b' --data c",
        line(
            "all",
            "--memory",
            "2g",
            "-d",
            "a b",
            "-d",
            "c",
            "labels",
            "--on",
            "local[2]",
            "--leave-out-damaged"));
  }

  @Test
  void defaultFolderIsNamedAfterTheCommand() {
    String usage = parsed("labels").getUsageMessage(CommandLine.Help.Ansi.OFF);
    assertTrue(usage.replaceAll("\\s+", " ").contains("otium-labels by default"), usage);
  }
}
