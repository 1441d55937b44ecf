package org.otium.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.app.text.TextTable;
import org.otium.settings.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in one line and what to do in another, and decides the exit code. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  /** All went well. */
  public static final int OK = 0;

  /** A fault of Otium or of the machine. */
  public static final int OURS = 1;

  /** Something about the user's input. */
  public static final int YOURS = 2;

  /** The user stopped it. */
  public static final int STOPPED = 130;

  private final GlobalOptions options;

  /**
   * Failures of a command line.
   *
   * @param options whether stack traces are wanted
   */
  public Failures(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof ParameterException parameter) {
      return handleParseException(
          parameter, command.getParseResult().originalArgs().toArray(String[]::new));
    }
    return tell(e, command.getErr());
  }

  /**
   * Tells the user about a failure.
   *
   * @param failure what was thrown
   * @param err where to
   * @return the exit code
   */
  public int tell(Throwable failure, PrintWriter err) {
    int code =
        switch (failure) {
          case InvalidInputException e -> say(err, e.what(), e.remedy(), YOURS);
          case OtiumException e -> say(err, e.what(), e.remedy(), OURS);
          case CancellationException _ ->
              say(
                  err,
                  "stopped before the end",
                  "Nothing of it was kept, but for checkpoints of what learned where settings name a folder for them.",
                  STOPPED);
          case AccessDeniedException e ->
              say(
                  err,
                  "'" + e.getFile() + "' may not be written or read",
                  "Check its permissions.",
                  YOURS);
          case NoSuchFileException e ->
              say(
                  err,
                  "'" + e.getFile() + "' is not there any more",
                  "Leave the folders of a run alone while it writes to them.",
                  OURS);
          case FileSystemException e ->
              say(
                  err,
                  "'"
                      + e.getFile()
                      + "': "
                      + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason()),
                  "Check the path and the free space.",
                  OURS);
          case IOException e when e.getMessage() != null ->
              say(err, e.getMessage(), "Check the path and the free space.", OURS);
          case OutOfMemoryError e ->
              say(
                  err,
                  "there is not enough memory (" + e.getMessage() + ")",
                  "Use fewer samples, a smaller --memory, or a larger heap: OTIUM_JAVA_OPTS=-Xmx12g.",
                  OURS);
          default ->
              say(
                  err,
                  "unexpected " + failure,
                  "This is a fault of Otium: run again with --debug and report what it shows.",
                  OURS);
        };
    if (options.debug()) {
      failure.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private static int say(PrintWriter err, String what, String remedy, int code) {
    // Messages quote what files hold, which may try to steer the terminal.
    ("Error: " + what).lines().map(TextTable::printable).forEach(line -> err.println(line));
    remedy.lines().map(TextTable::printable).forEach(line -> err.println(line));
    return code;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    if (e.getCause() instanceof InvalidInputException invalid) {
      return tell(invalid, err);
    }
    String meant = "";
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String given = unmatched.getUnmatched().getFirst();
      boolean option = given.startsWith("-");
      List<String> known =
          option
              ? List.copyOf(command.getCommandSpec().optionsMap().keySet())
              : List.copyOf(command.getSubcommands().keySet());
      boolean isCommand = !option && !known.isEmpty();
      message =
          (option ? "unknown option '" : isCommand ? "unknown command '" : "unexpected '")
              + given
              + "'";
      String key = option && given.contains("=") ? given.substring(0, given.indexOf('=')) : given;
      meant = NearestName.of(key, known).map(n -> "Did you mean '" + n + "'? ").orElse("");
    }
    say(err, decapitalised(message), meant + "See '" + name + " --help'.", YOURS);
    if (options.debug()) {
      e.printStackTrace(err);
    }
    err.flush();
    return YOURS;
  }

  private static String decapitalised(String message) {
    return message.isEmpty() || (message.length() > 1 && Character.isUpperCase(message.charAt(1)))
        ? message
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
