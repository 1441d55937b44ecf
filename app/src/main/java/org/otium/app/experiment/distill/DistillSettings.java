package org.otium.app.experiment.distill;

import java.util.List;
import java.util.Optional;
import org.otium.api.Classifier;
import org.otium.api.FlowDynamics;
import org.otium.api.Functional;
import org.otium.settings.Setting;

/**
 * A small dataset that stands for a large one (WoW, "Dataset Distillation").
 *
 * @param perClass how many samples of each class the small dataset has
 * @param steps how many steps are made
 * @param start what the samples are before the first step
 * @param samples how many samples of the large dataset are used
 * @param testSamples how many samples of the test set are used
 * @param heldOut the share of the dataset that tests where there is no test set
 * @param seed decides everything random
 * @param resize whether images of the test set are resized
 * @param recordEvery how many steps lie between two recorded ones
 * @param recordMegabytes how large the trajectory may become
 * @param functional what descends
 * @param dynamics how samples move
 * @param classifiers what learns from the small dataset, to be tested
 * @param repeats how often each learns, from other random samples each time
 * @param scoredFrames at how many steps the first classifier is tested along the flow
 * @param wholeSamples how many samples of the dataset the ceiling is learned from
 * @param published an accuracy to print beside, in percent
 */
public record DistillSettings(
    @Setting(
            doc = "How many samples of each class the small dataset has.",
            defaultValue = "10",
            min = 1)
        int perClass,
    @Setting(doc = "How many steps are made.", defaultValue = "500", min = 0) int steps,
    @Setting(
            doc =
                "Where samples start: at random samples of their class, at noise, or around the means of classes.",
            defaultValue = "samples")
        Start start,
    @Setting(
            doc =
                "How many samples of the dataset are used, equally many of each class; empty for all.",
            defaultValue = "",
            min = 1)
        Optional<Integer> samples,
    @Setting(
            doc =
                "How many samples of the test set are used, equally many of each class; empty for all.",
            defaultValue = "",
            min = 1)
        Optional<Integer> testSamples,
    @Setting(
            doc =
                "The share of each class that is held out to test with, where no test set is given.",
            defaultValue = "0.2",
            min = 0,
            max = 0.9,
            exclusiveMin = true)
        double heldOut,
    @Setting(doc = "Decides everything random.", defaultValue = "0") long seed,
    @Setting(
            doc = "Resize the images of the test set to the shape of the dataset's.",
            defaultValue = "false")
        boolean resize,
    @Setting(
            doc =
                "Record where samples are every so many steps; empty for as often as record-megabytes allows.",
            defaultValue = "",
            min = 1)
        Optional<Integer> recordEvery,
    @Setting(
            doc = "How large the recorded trajectory may become, in MiB; 0 records nothing.",
            defaultValue = "64",
            min = 0,
            max = 1024)
        int recordMegabytes,
    @Setting(
            doc =
                "What descends: a functional of random batches of the target, seen through random maps where there are any.",
            defaultValue = "{name: embedded, functional: mmd, encoders: [], target-batch: 256}")
        Functional functional,
    @Setting(
            doc =
                "How samples move; the step size of momentum follows from the number of features where it is not set.",
            defaultValue =
                "{name: wow, optimizer: {name: momentum, schedule: {kind: inverse-time, rate: 0.02}}, clamp: true}")
        FlowDynamics dynamics,
    @Setting(
            doc = "What learns from the small dataset and is tested.",
            defaultValue = "[{name: k-nn, k: 1}, linear-probe]")
        List<Classifier> classifiers,
    @Setting(
            doc = "How often each classifier learns, from other random samples each time.",
            defaultValue = "5",
            min = 1,
            max = 1000)
        int repeats,
    @Setting(
            doc = "At how many steps the first classifier is tested along the flow; 0 for none.",
            defaultValue = "16",
            min = 0,
            max = 500)
        int scoredFrames,
    @Setting(
            doc =
                "How many samples of the dataset the ceiling is learned from, equally many of each class; empty for all, 0 for no ceiling.",
            defaultValue = "",
            min = 0)
        Optional<Integer> wholeSamples,
    @Setting(
            doc =
                "An accuracy to print beside those found, in percent: one that was published, say.",
            defaultValue = "",
            min = 0,
            max = 100)
        Optional<Double> published) {
  /** What samples are before the first step. */
  public enum Start {
    /** Random samples of their class, each at most once. */
    SAMPLES,
    /** Gaussian noise with the mean and the deviation of all features of the dataset. */
    NOISE,
    /** The mean of their class, with a little noise so that samples can part. */
    MEANS
  }
}
