package org.otium.app.experiment.transfer;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.otium.api.Classifier;
import org.otium.api.DatasetTransform;
import org.otium.api.FlowDynamics;
import org.otium.api.Functional;
import org.otium.api.GroundCost;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.OtSolver;
import org.otium.settings.Setting;

/**
 * Flows of a large dataset towards a few samples of another, to learn from (WoW, "Transfer
 * Learning"; DD §7.2).
 *
 * @param shots how many labelled samples of each class of the target are known, one experiment each
 * @param repeats how often everything is done, each time with other labelled samples
 * @param samples how many samples of the source flow
 * @param testSamples how many samples of the test set are used
 * @param methods the flows that are held against each other
 * @param snapshots at how many steps of a flow its particles are learned from, where they are
 * @param map takes samples along that did not flow, where they are learned from
 * @param mappedSamples how many of them; as many as flow if empty
 * @param classifier what learns
 * @param learning how flowed samples and few ones are learned from, each in a row of its own
 * @param labelDistance what the assignment of flowed classes to those of the target makes small
 * @param solver solves the transport by which samples are named one by one
 * @param groundCost the cost of that transport
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
                    + " steps: 100, naming: by-class, gives: [flowed]}; the few samples are their target.")
        List<Method> methods,
    @Setting(
            doc =
                "At how many steps of a flow, equally far apart and the last among them, its"
                    + " particles are learned from where methods give their trajectory.",
            defaultValue = "10",
            min = 1)
        int snapshots,
    @Setting(
            doc =
                "Takes samples along that did not flow, where methods give them mapped; start and end"
                    + " are the particles before and after the flow: {name: flow-map, before: start,"
                    + " after: end}. Empty for none.",
            defaultValue = "")
        Optional<DatasetTransform> map,
    @Setting(
            doc =
                "How many samples that did not flow are mapped, equally many of each class; empty for as"
                    + " many as flow.",
            defaultValue = "",
            min = 1)
        Optional<Integer> mappedSamples,
    @Setting(
            doc = "What learns from the few samples and the flowed ones together.",
            defaultValue = "linear-probe")
        Classifier classifier,
    @Setting(
            doc =
                "How it learns, each way in a row of its own: together from all samples at once,"
                    + " fine-tuned from the flowed ones first and then from the few, flowed-only"
                    + " without the few.",
            defaultValue = "[together]")
        List<Learning> learning,
    @Setting(
            doc =
                "The distance whose sum the assignment of flowed classes to those of the target makes"
                    + " least.",
            defaultValue = "sliced")
        LabelDistance labelDistance,
    @Setting(
            doc = "Solves the transport of flowed samples to the few where naming is by-sample.",
            defaultValue = "exact")
        OtSolver solver,
    @Setting(doc = "The cost of that transport.", defaultValue = "squared-euclidean")
        GroundCost groundCost,
    @Setting(doc = "Decides everything random.", defaultValue = "0") long seed,
    @Setting(doc = "Resize images to the shape of the target's.", defaultValue = "false")
        boolean resize) {
  /** What learning from the few samples alone is called. */
  static final String ALONE = "target only";

  /** Copies and checks. */
  public KShotSettings {
    shots = List.copyOf(shots);
    methods = List.copyOf(methods);
    learning = List.copyOf(learning);
    if (shots.isEmpty() || new HashSet<>(shots).size() < shots.size()) {
      throw new InvalidInputException(
          "shots of " + shots, "Give one or more numbers of samples, each of them once.");
    }
    if (learning.isEmpty() || new HashSet<>(learning).size() < learning.size()) {
      throw new InvalidInputException(
          "ways to learn " + learning, "Give one or more of them, each once.");
    }
    Set<String> rows = new HashSet<>(Set.of(ALONE));
    for (Method method : methods) {
      for (Given given : method.gives()) {
        if (!rows.add(Learning.TOGETHER.row(method, given))) {
          throw new InvalidInputException(
              "two methods are called '" + Learning.TOGETHER.row(method, given) + "'",
              "Give each a label of its own.");
        }
        if (given == Given.MAPPED && map.isEmpty()) {
          throw new InvalidInputException(
              "method '" + method.label() + "' gives mapped samples, and there is no map",
              "Set map, for instance to {name: flow-map, before: start, after: end}.");
        }
      }
    }
  }

  /** How flowed samples and few ones are learned from. */
  public enum Learning {
    /** All samples at once, as if they were of one dataset (WoW, "Transfer Learning"). */
    TOGETHER(""),
    /** The flowed samples first, and the few after that. */
    FINE_TUNED(", fine-tuned"),
    /** The flowed samples and no others (DD §6.3). */
    FLOWED_ONLY(", alone");

    private final String suffix;

    Learning(String suffix) {
      this.suffix = suffix;
    }

    String row(Method method, Given given) {
      return method.label() + given.suffix + suffix;
    }
  }

  /** Which samples of the source are learned from beside the few. */
  public enum Given {
    /** Those that flow, where they were before, to compare with. */
    SOURCE(" (source)"),
    /** Those that flow, where the flow took them. */
    FLOWED(""),
    /** Those that flow, at several steps on their way and at its end (DD §7.2). */
    TRAJECTORY(" (trajectory)"),
    /** Others, taken along by a map that was learned from those that flowed (DD §6.3). */
    MAPPED(" (learned map)");

    private final String suffix;

    Given(String suffix) {
      this.suffix = suffix;
    }
  }

  /** Which class of the target a flowed sample is of. */
  public enum Naming {
    /**
     * That which its own class is assigned to, one to one at the least sum of label distances.
     * Right for flows that carry whole classes.
     */
    BY_CLASS,
    /**
     * That which most of its mass goes to by optimal transport of the features. Right for flows
     * that spread samples of a class over several classes of the target.
     */
    BY_SAMPLE
  }

  /**
   * A flow towards few samples.
   *
   * @param label what it is called in tables
   * @param functional what descends
   * @param dynamics how samples move
   * @param steps how many steps are made
   * @param naming which classes of the target the flowed samples are of
   * @param gives which samples are learned from, each in a row of its own
   */
  public record Method(
      @Setting(doc = "What it is called in tables.") String label,
      @Setting(doc = "What descends.", defaultValue = "mmd") Functional functional,
      @Setting(doc = "How samples move.", defaultValue = "wow") FlowDynamics dynamics,
      @Setting(doc = "How many steps are made.", defaultValue = "100", min = 0) int steps,
      @Setting(
              doc =
                  "Which class of the target a flowed sample is of: by-class that which its class"
                      + " is assigned to one to one, by-sample that which most of its own mass"
                      + " goes to.",
              defaultValue = "by-class")
          Naming naming,
      @Setting(
              doc =
                  "Which samples are learned from, each in a row of its own: flowed those that"
                      + " flowed, source the same before the flow, trajectory the same at several"
                      + " steps, mapped others that a map took along.",
              defaultValue = "[flowed]")
          List<Given> gives) {
    /** Checks the name, and that there is something to learn from. */
    public Method {
      gives = List.copyOf(gives);
      if (gives.isEmpty() || new HashSet<>(gives).size() < gives.size()) {
        throw new InvalidInputException(
            "samples " + gives + " to learn from", "Give one or more of them, each once.");
      }
      if (label.isBlank()) {
        throw new InvalidInputException("a method without a name", "Give it a label.");
      }
    }
  }
}
