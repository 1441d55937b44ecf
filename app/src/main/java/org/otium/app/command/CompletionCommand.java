package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.otium.api.InvalidInputException;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium completion}: a script with which shells complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Print a script with which a shell completes commands, options and their values.",
    footer = {
      "",
      "Examples:",
      "  source <(otium completion bash)                        # in ~/.bashrc",
      "  source <(otium completion zsh)                         # in ~/.zshrc",
      "  otium completion bash > /etc/bash_completion.d/otium   # for all users",
    })
public final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private String shell = "";

  /** The command. */
  @Inject
  public CompletionCommand() {}

  /**
   * Prints the script.
   *
   * @return 0
   */
  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new InvalidInputException(
          "there is no completion for '" + shell + "'",
          "There is one for: " + String.join(", ", SHELLS) + ".");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (shell.equals("zsh")) {
      out.println("autoload -U +X compinit && compinit");
      out.println("autoload -U +X bashcompinit && bashcompinit");
    }
    out.print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    out.flush();
    return Failures.OK;
  }
}
