package org.otium.app.recipes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otium.settings.Problem;

/** The problems of a recipe as one reads them: from its first line to its last, nothing twice. */
final class ToldProblems {
  /** Where one sentence ends and another begins. */
  private static final Pattern SENTENCES = Pattern.compile("(?<=[.?]) (?=\\p{Lu})");

  private ToldProblems() {}

  /**
   * Puts problems in order.
   *
   * @param label what messages call the recipe
   * @param problems what was found, with places
   * @return the same by line and column, what has no place last; advice that several share stands
   *     with the first
   */
  static List<Problem> of(String label, List<Problem> problems) {
    Pattern place = Pattern.compile(Pattern.quote(label) + ":([0-9]{1,9}):([0-9]{1,9}):.*");
    record Placed(long line, long column, Problem problem) {}
    List<Placed> placed = new ArrayList<>();
    for (Problem problem : problems) {
      Matcher at = place.matcher(problem.path());
      placed.add(
          at.matches()
              ? new Placed(Long.parseLong(at.group(1)), Long.parseLong(at.group(2)), problem)
              : new Placed(Long.MAX_VALUE, 0, problem));
    }
    placed.sort(Comparator.comparingLong(Placed::line).thenComparingLong(Placed::column));
    Set<String> advice = new HashSet<>();
    return placed.stream().map(p -> withoutRepetition(p.problem(), advice)).toList();
  }

  private static Problem withoutRepetition(Problem problem, Set<String> advice) {
    String[] sentences = SENTENCES.split(problem.message(), -1);
    StringBuilder message = new StringBuilder(sentences[0]);
    boolean isCut = false;
    for (int s = 1; s < sentences.length; s++) {
      if (advice.add(sentences[s])) {
        message.append(' ').append(sentences[s]);
      } else {
        isCut = true;
      }
    }
    return isCut
        ? new Problem(
            problem.path(),
            message.toString(),
            problem.given(),
            problem.allowed(),
            problem.suggestion())
        : problem;
  }
}
