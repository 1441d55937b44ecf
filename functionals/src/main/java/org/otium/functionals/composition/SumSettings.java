package org.otium.functionals.composition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * A weighted sum of functionals: {@code {name: sum, terms: [{functional: otdd}, {functional: {name:
 * ball, radius: 2}, weight: 10, label: inside}]}}.
 *
 * @param terms what is added up
 */
public record SumSettings(
    @Setting(
            doc =
                "The terms, each as {functional: NAME or {name: NAME, ...}, weight: 1, label: ''}.")
        List<Term> terms) {
  /** Copies and checks. */
  public SumSettings {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new InvalidInputException("a sum without terms", "Give it at least one term.");
    }
    Set<String> labels = new HashSet<>();
    for (int t = 0; t < terms.size(); t++) {
      if (!labels.add(terms.get(t).labelAt(t))) {
        throw new InvalidInputException(
            "two terms are labelled '" + terms.get(t).labelAt(t) + "'",
            "Give every term a label of its own.");
      }
    }
  }

  /**
   * One term.
   *
   * @param functional F
   * @param weight what F is multiplied by
   * @param label what its parts are called by in metrics and warnings; empty for its number
   */
  public record Term(
      @Setting(doc = "The functional: a name, or a map with a name and its settings.")
          Functional functional,
      @Setting(doc = "What it is multiplied by; 0 switches it off.", defaultValue = "1")
          double weight,
      @Setting(
              doc = "What it is called in metrics and warnings; empty for term-1, term-2, ….",
              defaultValue = "")
          String label) {
    /** Checks the weight. */
    public Term {
      if (!Double.isFinite(weight)) {
        throw new InvalidInputException("a weight of " + weight, "Give a finite weight.");
      }
      label = label.strip();
    }

    String labelAt(int position) {
      return label.isEmpty() ? "term-" + (position + 1) : label;
    }
  }
}
