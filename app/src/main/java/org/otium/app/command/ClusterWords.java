package org.otium.app.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What commands say of work on a cluster that ends early. */
final class ClusterWords {
  /** Options that decide where work goes on, and with what. */
  private static final List<String> KEPT =
      List.of(OnOption.NAME, "--memory", "--linalg", "--device", "--plugins", "--data");

  private ClusterWords() {}

  /** What is said when the user stops it. */
  static String stopping() {
    return "Stopping the work on the cluster; what is finished is kept.";
  }

  /**
   * What has to be typed beside {@code --resume} for the work to go on as it began.
   *
   * @param spec the command
   * @return options as a shell takes them, each after a space; empty if there are none
   */
  static String again(CommandSpec spec) {
    StringBuilder words = new StringBuilder();
    for (String name : KEPT) {
      given(spec, name)
          .ifPresent(
              option ->
                  option
                      .originalStringValues()
                      .forEach(
                          value ->
                              words.append(' ').append(name).append(' ').append(quoted(value))));
    }
    return words.toString();
  }

  private static Optional<OptionSpec> given(CommandSpec spec, String name) {
    return spec.root().commandLine().getParseResult().asCommandLineList().stream()
        .flatMap(line -> line.getParseResult().matchedOptions().stream())
        .filter(option -> option.longestName().equals(name))
        .findFirst();
  }

  /** A word as a shell would have to be given it. */
  static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
