package org.otium.app.experiment.transfer;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.otium.api.Classifier;
import org.otium.api.DatasetTransform;
import org.otium.api.Encoder;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * What is learned for a target with few labels from datasets made of others (GG §5).
 *
 * @param shots how many labelled samples of each class of the target are known
 * @param repeats how often everything is done, each time with other labelled samples
 * @param samples how many samples of each dataset are used
 * @param testSamples how many samples of the test set are used
 * @param simplex whether 36 points of the simplex of three datasets are tried
 * @param relative whether gains over the labelled samples alone are told beside accuracies
 * @param neighbours how many labelled samples vote on the labels of the other samples of the target
 * @param seed decides everything random
 * @param resize whether images of another shape are resized
 * @param transforms what every dataset is put through; {@code target} is the target before each
 * @param classifier what learns
 * @param alone what learns from the labelled samples alone; empty for {@code classifier}
 * @param encoder maps are learned in its space; empty for that of the samples
 * @param interpolation makes the datasets between others
 * @param projections further ways to make the projection
 * @param mixup mixes samples at random, to compare with
 * @param pooling puts datasets side by side, to compare with
 * @param subPooling takes what is near the target, to compare with
 */
public record TransferSettings(
    @Setting(
            doc = "How many labelled samples of each class of the target are known.",
            defaultValue = "5",
            min = 1)
        int shots,
    @Setting(
            doc = "How often everything is done, each time with other labelled samples.",
            defaultValue = "5",
            min = 1,
            max = 1000)
        int repeats,
    @Setting(
            doc = "How many samples of each dataset are used, equally many of each class.",
            defaultValue = "1000",
            min = 1)
        int samples,
    @Setting(
            doc = "How many samples of the test set are used, equally many of each class.",
            defaultValue = "2000",
            min = 1)
        int testSamples,
    @Setting(
            doc = "Whether 36 points of the simplex of three datasets are tried.",
            defaultValue = "false")
        boolean simplex,
    @Setting(
            doc =
                "Whether gains relative to the labelled samples alone are told, too (GG table 2).",
            defaultValue = "false")
        boolean relative,
    @Setting(
            doc = "How many labelled samples vote on the labels of the target's other samples.",
            defaultValue = "1",
            min = 1)
        int neighbours,
    @Setting(doc = "Decides everything random.", defaultValue = "0") long seed,
    @Setting(doc = "Resize images to the shape of the target's.", defaultValue = "false")
        boolean resize,
    @Setting(
            doc =
                "What all datasets are put through, in this order; 'target' names the target as it is by then.",
            defaultValue = "[]")
        List<DatasetTransform> transforms,
    @Setting(doc = "What learns.", defaultValue = "linear-probe") Classifier classifier,
    @Setting(
            doc =
                "What learns from the labelled samples alone, with steps of its own, say; empty for"
                    + " classifier.",
            defaultValue = "")
        Optional<Classifier> alone,
    @Setting(
            doc =
                "Learns from the target; projections are made in its space, as is the choice of"
                    + " sub-pooling, and what they make is brought back before it is learned from"
                    + " (GG section 5.3): pca or autoencoder. Mixup and pooling stay where samples"
                    + " are. Empty to make all there.",
            defaultValue = "")
        Optional<Encoder> encoder,
    @Setting(doc = "Makes the datasets between others.", defaultValue = "generalized-geodesic")
        Interpolation interpolation,
    @Setting(
            doc =
                "Further ways to make the projection, each with its own weights and in a row of its"
                    + " own: {label: neural map, interpolation: {name: generalized-geodesic, mapping:"
                    + " neural-map}}.",
            defaultValue = "[]")
        List<Projection> projections,
    @Setting(doc = "Mixes samples at random, to compare with.", defaultValue = "mixup")
        Interpolation mixup,
    @Setting(doc = "Puts datasets side by side, to compare with.", defaultValue = "pooling")
        Interpolation pooling,
    @Setting(doc = "Takes what is near the target, to compare with.", defaultValue = "sub-pooling")
        Interpolation subPooling) {
  /** Checks that rows have names of their own. */
  public TransferSettings {
    projections = List.copyOf(projections);
    Set<String> labels = new HashSet<>();
    for (Projection projection : projections) {
      if (!labels.add(projection.label())) {
        throw new InvalidInputException(
            "two projections are called '" + projection.label() + "'",
            "Give each a label of its own.");
      }
    }
  }

  /**
   * A further way to make the projection of the target.
   *
   * @param label what it is called in tables
   * @param interpolation makes it
   */
  public record Projection(
      @Setting(doc = "What it is called in tables.") String label,
      @Setting(doc = "Makes it.", defaultValue = "generalized-geodesic")
          Interpolation interpolation) {
    /** Checks the name. */
    public Projection {
      if (label.isBlank()) {
        throw new InvalidInputException("a projection without a name", "Give it a label.");
      }
    }

    String row() {
      return "projection by " + label + ", â";
    }
  }
}
