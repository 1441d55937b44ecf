package org.otium.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.otium.app.text.ShellWord;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What has to be typed for a run that ended early to go on as it began. */
final class Continuing {
  /** Options that decide what is left out, where work goes on, and with what. */
  private static final List<String> KEPT =
      List.of(
          LeaveOutOption.NAME,
          OnOption.NAME,
          "--memory",
          "--linalg",
          "--device",
          "--plugins",
          "--data");

  private Continuing() {}

  /**
   * The line that continues a run.
   *
   * @param spec the command that began it, or went on with it
   * @param folder its folder
   * @return the command with {@code --resume}, and with what it was given of the options that a
   *     folder does not keep
   */
  static String line(CommandSpec spec, Path folder) {
    StringBuilder words = new StringBuilder(spec.qualifiedName());
    words.append(" --resume ").append(ShellWord.quoted(folder));
    for (String name : KEPT) {
      given(spec, name).ifPresent(option -> append(words, name, option));
    }
    return words.toString();
  }

  private static void append(StringBuilder words, String name, OptionSpec option) {
    if (option.arity().max() == 0) {
      words.append(' ').append(name);
      return;
    }
    option
        .originalStringValues()
        .forEach(
            value -> words.append(' ').append(name).append(' ').append(ShellWord.quoted(value)));
  }

  private static Optional<OptionSpec> given(CommandSpec spec, String name) {
    return spec.root().commandLine().getParseResult().asCommandLineList().stream()
        .flatMap(line -> line.getParseResult().matchedOptions().stream())
        .filter(option -> option.longestName().equals(name))
        .findFirst();
  }
}
