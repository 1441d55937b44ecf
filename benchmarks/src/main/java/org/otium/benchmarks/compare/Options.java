package org.otium.benchmarks.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;

/**
 * What to compare and how.
 *
 * @param quick small sizes
 * @param works what to do
 * @param backends whether to compare the backends of linear algebra
 * @param repeats timed runs of each side
 * @param data the folder with MNIST and Fashion-MNIST, if they are there
 * @param python an interpreter that has the other side's libraries
 * @param peer the other side's program
 * @param pages the folder that pages are written to
 */
record Options(
    boolean quick,
    List<Work> works,
    boolean backends,
    int repeats,
    Path data,
    Optional<String> python,
    Path peer,
    Optional<Path> pages) {
  private static final String LINEAR_ALGEBRA = "linear-algebra";

  static Options parse(String[] args) {
    boolean quick = false;
    List<Work> works = new ArrayList<>();
    boolean backends = false;
    int repeats = 0;
    Path data = Path.of("data");
    String python = null;
    Path peer = Path.of("peer.py");
    Path pages = null;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick" -> quick = true;
        case "--only" -> {
          String label = value(args, ++i);
          if (label.equals(LINEAR_ALGEBRA)) {
            backends = true;
          } else {
            works.add(work(label));
          }
        }
        case "--repeats" -> repeats = positive(value(args, ++i));
        case "--data" -> data = Path.of(value(args, ++i));
        case "--python" -> python = value(args, ++i);
        case "--peer" -> peer = Path.of(value(args, ++i));
        case "--write" -> pages = Path.of(value(args, ++i));
        default ->
            throw new InvalidInputException(
                "unknown option " + args[i],
                "Known are --quick, --only WORK, --repeats N, --data FOLDER, --python COMMAND and"
                    + " --write FOLDER.");
      }
    }
    boolean all = works.isEmpty() && !backends;
    return new Options(
        quick,
        all ? List.of(Work.values()) : List.copyOf(works),
        all || backends,
        repeats > 0 ? repeats : quick ? 3 : 5,
        data,
        Optional.ofNullable(python),
        peer,
        Optional.ofNullable(pages));
  }

  private static String value(@Nullable String[] args, int i) {
    String value = i < args.length ? args[i] : null;
    if (value == null) {
      throw new InvalidInputException(args[i - 1] + " without a value", "Give it one.");
    }
    return value;
  }

  private static int positive(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new InvalidInputException("'" + text + "' runs", "Give a number from 1 to 9999.");
    }
    return Integer.parseInt(text);
  }

  private static Work work(String label) {
    return Arrays.stream(Work.values())
        .filter(w -> w.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "unknown work '" + label + "'",
                    "Known are "
                        + String.join(", ", Arrays.stream(Work.values()).map(Work::label).toList())
                        + " and "
                        + LINEAR_ALGEBRA
                        + "."));
  }
}
