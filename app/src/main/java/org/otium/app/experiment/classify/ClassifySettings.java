package org.otium.app.experiment.classify;

import java.util.List;
import org.otium.api.Classifier;
import org.otium.api.DatasetTransform;
import org.otium.api.LabelDistance;
import org.otium.api.OtSolver;
import org.otium.app.experiment.flow.EvaluationSettings;
import org.otium.settings.Setting;

/**
 * A classifier that learns from a dataset and is tested on another.
 *
 * @param samples how many samples are learned from
 * @param testSamples how many samples it is tested on
 * @param seed decides everything random
 * @param resize whether images of another shape are resized
 * @param transforms what both datasets are put through
 * @param classifier what learns
 * @param weights a file of what was learned before; empty for none
 * @param fineTune whether that goes on learning
 * @param match which of the classes that it knows stands for which of the test's
 * @param labelDistance what a match by distance or transport makes small
 * @param solver finds a match by transport
 */
public record ClassifySettings(
    @Setting(
            doc = "How many samples are learned from, equally many of each class.",
            defaultValue = "10000",
            min = 1)
        int samples,
    @Setting(
            doc = "How many samples are tested with, equally many of each class.",
            defaultValue = "10000",
            min = 1)
        int testSamples,
    @Setting(doc = "Decides everything random.", defaultValue = "0") long seed,
    @Setting(
            doc = "Resize images to the shape of those that are learned from.",
            defaultValue = "false")
        boolean resize,
    @Setting(doc = "What both datasets are put through, in this order.", defaultValue = "[]")
        List<DatasetTransform> transforms,
    @Setting(doc = "What learns.", defaultValue = "linear-probe") Classifier classifier,
    @Setting(
            doc =
                "The file weights.npz of an earlier run with the same classifier: it labels samples"
                    + " as it did then, or learns on. Empty to learn from nothing.",
            defaultValue = "")
        String weights,
    @Setting(
            doc = "Whether what weights hold goes on learning; otherwise it is only tested.",
            defaultValue = "false")
        boolean fineTune,
    @Setting(
            doc =
                "Which class of the test each class that it knows stands for: as-named takes those of"
                    + " one id, by-distance assigns them one to one at the least sum of label"
                    + " distances, by-agreement so that most labels are right, by-transport couples"
                    + " them by optimal transport, as a last, fixed layer.",
            defaultValue = "as-named")
        EvaluationSettings.Match match,
    @Setting(
            doc = "The distance of classes that by-distance and by-transport sum up.",
            defaultValue = "sliced")
        LabelDistance labelDistance,
    @Setting(doc = "Finds the transport of by-transport.", defaultValue = "exact")
        OtSolver solver) {}
