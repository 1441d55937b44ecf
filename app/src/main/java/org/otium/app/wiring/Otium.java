package org.otium.app.wiring;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import java.io.PrintWriter;
import org.otium.app.command.Candidates;
import org.otium.app.command.CompletionCommand;
import org.otium.app.command.Failures;
import org.otium.app.command.GlobalOptions;
import org.otium.app.command.OtiumCommand;
import org.otium.app.command.ShutdownGuard;
import org.otium.app.history.cli.CompareCommand;
import org.otium.app.history.cli.ReportCommand;
import org.otium.app.history.cli.RunsCommand;
import org.otium.app.logging.Logs;
import org.otium.app.schema.SchemaCommand;
import picocli.CommandLine;

/** The whole program, put together. */
public final class Otium {
  private final CommandLine commandLine;
  private final Failures failures;
  private final GlobalOptions options;

  private Otium(Injector injector) {
    options = injector.getInstance(GlobalOptions.class);
    failures = new Failures(options);
    commandLine =
        new CommandLine(injector.getInstance(OtiumCommand.class), new Factory(injector))
            // These know the other commands, so that the root of the command line cannot know them.
            .addSubcommand(RunsCommand.class)
            .addSubcommand(ReportCommand.class)
            .addSubcommand(CompareCommand.class)
            .addSubcommand(SchemaCommand.class)
            .addSubcommand(CompletionCommand.class)
            .setExecutionExceptionHandler(failures)
            .setParameterExceptionHandler(failures)
            .setUsageHelpAutoWidth(true)
            // An option that takes several values would take what is misspelt behind it as well.
            .setUnmatchedOptionsAllowedAsOptionParameters(false)
            .registerConverter(Long.class, Otium::wholeNumber)
            .registerConverter(long.class, Otium::wholeNumber)
            .registerConverter(Integer.class, Otium::smallWholeNumber)
            .registerConverter(int.class, Otium::smallWholeNumber);
  }

  private static long wholeNumber(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw notWhole(text);
    }
  }

  private static int smallWholeNumber(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw notWhole(text);
    }
  }

  private static CommandLine.TypeConversionException notWhole(String text) {
    String digits = text.strip().replaceFirst("^[-+]", "");
    boolean isLarge = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return new CommandLine.TypeConversionException(
        "'" + text + "' is " + (isLarge ? "too large a number" : "not a whole number"));
  }

  /**
   * The program.
   *
   * @return a new one, with plugins that are found when they are needed
   */
  public static Otium create() {
    return new Otium(Guice.createInjector(Stage.DEVELOPMENT, new OtiumModule()));
  }

  /** The program with some parts replaced. */
  static Otium with(Module replacements) {
    return new Otium(
        Guice.createInjector(
            Stage.DEVELOPMENT, Modules.override(new OtiumModule()).with(replacements)));
  }

  /**
   * Runs one command.
   *
   * @param out where results go
   * @param err where progress and errors go
   * @param args the words of the command line
   * @return the exit code
   */
  public int run(PrintWriter out, PrintWriter err, String... args) {
    commandLine
        .setOut(out)
        .setErr(err)
        .setExecutionStrategy(
            parsed -> {
              Logs.show(err, options.verbose(), options.debug());
              return new CommandLine.RunLast().execute(parsed);
            });
    try {
      return commandLine.execute(args);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError | AssertionError e) {
      return failures.tell(e, err);
    } finally {
      out.flush();
      err.flush();
      ShutdownGuard.release();
    }
  }

  /**
   * Commands and the names of plugins come from the injector, everything else is made by the
   * command line itself.
   */
  private record Factory(Injector injector) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return Commands.ALL.contains(type) || Candidates.OF_PLUGINS.contains(type)
          ? injector.getInstance(type)
          : CommandLine.defaultFactory().create(type);
    }
  }
}
