package org.otium.app.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.otium.api.Classifier;
import org.otium.api.FlowDynamics;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.settings.Setting;

/**
 * Flows of a large dataset towards a few samples of another, to learn from (WoW, "Transfer
 * Learning").
 *
 * @param shots how many labelled samples of each class of the target are known, one experiment each
 * @param repeats how often everything is done, each time with other labelled samples
 * @param samples how many samples of the source flow
 * @param testSamples how many samples of the test set are used
 * @param methods the flows that are held against each other
 * @param classifier what learns
 * @param labelDistance what the assignment of flowed classes to those of the target makes small
 * @param seed decides everything random
 * @param resize whether images of another shape are resized
 */
public record KShotSettings(
    @Setting(
            doc =
                "How many labelled samples of each class of the target are known; classes that have"
                    + " fewer give all they have.",
            defaultValue = "[1, 5, 10, 100]",
            min = 1)
        List<Integer> shots,
    @Setting(
            doc = "How often everything is done, each time with other labelled samples.",
            defaultValue = "3",
            min = 1,
            max = 1000)
        int repeats,
    @Setting(
            doc = "How many samples of the source flow, equally many of each class.",
            defaultValue = "1000",
            min = 1)
        int samples,
    @Setting(
            doc = "How many samples of the test set are used, equally many of each class.",
            defaultValue = "2000",
            min = 1)
        int testSamples,
    @Setting(
            doc =
                "The flows to hold against each other, each as {label: NAME, functional: ..., dynamics: ...,"
                    + " steps: 100}; the few samples are their target.")
        List<Method> methods,
    @Setting(
            doc = "What learns from the few samples and the flowed ones together.",
            defaultValue = "linear-probe")
        Classifier classifier,
    @Setting(
            doc =
                "The distance whose sum the assignment of flowed classes to those of the target makes"
                    + " least.",
            defaultValue = "sliced")
        LabelDistance labelDistance,
    @Setting(doc = "Decides everything random.", defaultValue = "0") long seed,
    @Setting(doc = "Resize images to the shape of the target's.", defaultValue = "false")
        boolean resize) {
  /** What learning from the few samples alone is called. */
  static final String ALONE = "target only";

  /** Copies and checks. */
  public KShotSettings {
    shots = List.copyOf(shots);
    methods = List.copyOf(methods);
    if (shots.isEmpty() || new HashSet<>(shots).size() < shots.size()) {
      throw new InvalidInputException(
          "shots of " + shots, "Give one or more numbers of samples, each of them once.");
    }
    Set<String> labels = new HashSet<>(Set.of(ALONE));
    for (Method method : methods) {
      if (!labels.add(method.label())) {
        throw new InvalidInputException(
            "two methods are called '" + method.label() + "'", "Give each a label of its own.");
      }
    }
  }

  /**
   * A flow towards few samples.
   *
   * @param label what it is called in tables
   * @param functional what descends
   * @param dynamics how samples move
   * @param steps how many steps are made
   */
  public record Method(
      @Setting(doc = "What it is called in tables.") String label,
      @Setting(doc = "What descends.", defaultValue = "mmd") Functional functional,
      @Setting(doc = "How samples move.", defaultValue = "wow") FlowDynamics dynamics,
      @Setting(doc = "How many steps are made.", defaultValue = "100", min = 0) int steps) {
    /** Checks the name. */
    public Method {
      if (label.isBlank()) {
        throw new InvalidInputException("a method without a name", "Give it a label.");
      }
    }
  }
}
