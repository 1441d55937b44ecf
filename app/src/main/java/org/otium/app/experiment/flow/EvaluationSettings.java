package org.otium.app.experiment.flow;

import org.otium.api.Classifier;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.OtSolver;
import org.otium.settings.Setting;

/**
 * How well a classifier that learned from other data labels the particles of a flow (WoW, "Domain
 * Adaptation"; DD §6.4).
 *
 * @param classifier what learns
 * @param data what it learns from, all before the flow begins
 * @param samples how many samples of it
 * @param every how many steps lie between two evaluations
 * @param match which class of the data each class of particles stands for
 * @param labelDistance what a match by distance or transport makes small
 * @param solver finds a match by transport
 */
public record EvaluationSettings(
    @Setting(doc = "What learns, and labels the particles then.", defaultValue = "linear-probe")
        Classifier classifier,
    @Setting(
            doc =
                "What it learns from: a dataset that the flow does not see says most; target is"
                    + " what the flow descends to.",
            defaultValue = "target")
        LabeledDataset data,
    @Setting(
            doc = "How many samples it learns from, equally many of each class.",
            defaultValue = "2000",
            min = 1)
        int samples,
    @Setting(
            doc = "Evaluate every so many steps, at the start and at the end.",
            defaultValue = "10",
            min = 1)
        int every,
    @Setting(
            doc =
                "Which class of the data each class of particles stands for: by-distance assigns"
                    + " them one to one at the least sum of label distances, by-agreement so that"
                    + " most labels are right, by-transport couples them by optimal transport, as a"
                    + " last, fixed layer of the classifier; as-named leaves them as they are.",
            defaultValue = "by-distance")
        Match match,
    @Setting(
            doc = "The distance of classes that by-distance and by-transport sum up.",
            defaultValue = "sliced")
        LabelDistance labelDistance,
    @Setting(doc = "Finds the transport of by-transport.", defaultValue = "exact")
        OtSolver solver) {
  EvaluationSettings with(LabeledDataset other) {
    return new EvaluationSettings(classifier, other, samples, every, match, labelDistance, solver);
  }

  /** Which class of the data a class of particles stands for. */
  public enum Match {
    /**
     * The one-to-one assignment at the least sum of label distances, at the time of the evaluation.
     * It does not know what the classifier says.
     */
    BY_DISTANCE,
    /** The one-to-one assignment at which most particles are labelled rightly. */
    BY_AGREEMENT,
    /**
     * The optimal transport between the class masses, its cost the label distances, is appended to
     * the classifier as a linear layer that learns nothing (DD §6.4).
     */
    BY_TRANSPORT,
    /** Classes of one id are one class. */
    AS_NAMED
  }
}
