package org.otium.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.otium.api.FlowStep;
import org.otium.api.LearningStep;
import org.otium.app.experiment.Progress;
import org.otium.app.text.Numbers;
import org.otium.app.text.Rounding;
import org.otium.app.text.ShellWord;
import org.otium.app.text.TextTable;

/**
 * Shows progress: one line that is rewritten on a terminal, a plain line every few seconds
 * elsewhere.
 */
final class ProgressLine implements Progress {
  private static final double TERMINAL_SECONDS = 0.1;
  private static final double PLAIN_SECONDS = 5;
  private static final int WIDEST = 78;

  /** How much the last step counts in the time that a step is expected to take. */
  private static final double MEMORY = 0.2;

  /** Nanoseconds between steps that are only told, and for how long that may go on. */
  private static final long SLOWEST_TALE = 1_000_000;

  private static final long LONGEST_TALE = 1_000_000_000;

  private final PrintWriter err;
  private final boolean terminal;
  private final boolean verbose;
  private final Function<Path, String> continuing;
  private int shownWidth;
  private long lastShown;
  private long lastStep;
  private long lastMade;
  private double each;
  private final Map<String, Begun> learned = new HashMap<>();

  /**
   * Where the time of learning is counted from: steps that were made by an earlier process are told
   * one upon the other at first.
   *
   * @param since when the first step was told
   * @param at when the one was told from which it is counted
   * @param made how many steps had been made by then
   * @param told when the last step was told
   * @param isOld whether that step was made by an earlier process
   */
  record Begun(long since, long at, long made, long told, boolean isOld) {
    static Begun with(long now, long steps) {
      return new Begun(now, now, steps, now, false);
    }

    Begun next(long now, long steps) {
      if (steps <= made) {
        return with(now, steps); // what is called the same is learned again
      }
      if (now - told < SLOWEST_TALE && now - since < LONGEST_TALE) {
        return new Begun(since, now, steps, now, true);
      }
      // The first step after old ones took the time of loading as well.
      return isOld
          ? new Begun(since, now, steps, now, false)
          : new Begun(since, at, made, now, false);
    }

    /** How many seconds it takes to come to so many steps, where one was made since then. */
    double left(long now, long steps, long total) {
      return (now - at) / 1e9 / (steps - made) * (total - steps);
    }
  }

  ProgressLine(PrintWriter err, boolean terminal, boolean verbose) {
    this(err, terminal, verbose, folder -> "--resume " + ShellWord.quoted(folder));
  }

  ProgressLine(
      PrintWriter err, boolean terminal, boolean verbose, Function<Path, String> continuing) {
    this.err = err;
    this.terminal = terminal;
    this.verbose = verbose;
    this.continuing = continuing;
  }

  @Override
  public String continuing(Path folder) {
    return continuing.apply(folder);
  }

  @Override
  public void phase(String what) {
    String line = TextTable.printable(what) + " …";
    if (terminal) {
      rewrite(line);
    } else if (verbose) {
      println(line);
    }
  }

  @Override
  public void step(FlowStep step, long made, long total) {
    long now = System.nanoTime();
    boolean isNext = lastStep != 0 && made > lastMade;
    lastMade = made;
    if (!isNext) {
      each = step.seconds(); // what went on before another run's first step is no step
      lastShown = terminal ? 0 : now;
    } else {
      // The first steps are slow, because the program warms up: later ones count more.
      each += MEMORY * ((now - lastStep) / 1e9 - each);
    }
    lastStep = now;
    boolean due = (now - lastShown) / 1e9 >= (terminal ? TERMINAL_SECONDS : PLAIN_SECONDS);
    if (!due && made < total) {
      return;
    }
    lastShown = now;
    String line =
        "Step "
            + made
            + " of "
            + total
            + "   value "
            + Numbers.value(Rounding.shown(step.value(), step.parts()))
            + "   slope "
            + Numbers.value(step.gradientNorm())
            + "   "
            + Numbers.duration(each)
            + " a step"
            + (made < total ? "   " + Numbers.duration(each * (total - made)) + " left" : "");
    if (terminal) {
      rewrite(line);
    } else {
      println(line);
    }
  }

  @Override
  public void far(String line) {
    // On a terminal the phase says the same all the time.
    if (!terminal) {
      println(TextTable.printable(line));
    }
  }

  @Override
  public synchronized void learning(String what, LearningStep step) {
    long now = System.nanoTime();
    Begun begun =
        learned.merge(
            what, Begun.with(now, step.made()), (before, _) -> before.next(now, step.made()));
    boolean due = (now - lastShown) / 1e9 >= (terminal ? TERMINAL_SECONDS : PLAIN_SECONDS);
    if (!due || step.made() == begun.made()) {
      return;
    }
    lastShown = now;
    double left = begun.left(now, step.made(), step.total());
    StringBuilder line = new StringBuilder(TextTable.printable(what));
    line.append("   ").append(step.made()).append(" of ").append(step.total());
    line.append("   ").append(Numbers.duration(left)).append(" left");
    step.measured()
        .forEach(
            (name, value) ->
                line.append("   ")
                    .append(name.replace('-', ' '))
                    .append(' ')
                    .append(Numbers.value(value)));
    if (terminal) {
      rewrite(line.toString());
    } else {
      println(line.toString());
    }
  }

  @Override
  public void note(String message) {
    clear();
    println(TextTable.printable(message));
  }

  @Override
  public void detail(String message) {
    if (verbose) {
      note(message);
    }
  }

  /** Leaves the terminal clean for what is printed next. */
  void clear() {
    if (shownWidth > 0) {
      err.print("\r" + " ".repeat(shownWidth) + "\r");
      err.flush();
      shownWidth = 0;
    }
  }

  private void rewrite(String line) {
    int width = line.codePointCount(0, line.length());
    String cut =
        width <= WIDEST ? line : line.substring(0, line.offsetByCodePoints(0, WIDEST - 1)) + "…";
    int cutWidth = Math.min(width, WIDEST);
    err.print("\r" + cut + " ".repeat(Math.max(0, shownWidth - cutWidth)));
    err.flush();
    shownWidth = cutWidth;
  }

  private void println(String line) {
    err.println(line);
    err.flush();
  }
}
