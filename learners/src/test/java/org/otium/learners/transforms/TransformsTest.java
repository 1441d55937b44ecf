package org.otium.learners.transforms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.Accuracy;
import org.otium.api.ClassCorrespondence;
import org.otium.api.Clustering;
import org.otium.api.DatasetTransform;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.functionals.MeansLabelDistance;
import org.otium.learners.Machine;
import org.otium.learners.clustering.Dbscan;
import org.otium.learners.clustering.DbscanSettings;
import org.otium.learners.clustering.KMeans;
import org.otium.learners.clustering.KMeansSettings;
import org.otium.learners.encoding.PrincipalComponents;
import org.otium.learners.encoding.PrincipalComponentsSettings;
import org.otium.learners.transforms.PseudoLabelsSettings.Noise;
import org.otium.testkit.DatasetTransformContract;
import org.otium.testkit.Samples;

class TransformsTest {
  private static final LabelDistance MEANS = new MeansLabelDistance(Machine.COMPUTE);

  @Nested
  class PseudoLabelled extends DatasetTransformContract {
    @Override
    protected DatasetTransform transform() {
      return pseudo(new KMeans(KMeansSettings.of(3), Machine.COMPUTE), Noise.DROP);
    }

    @Override
    protected boolean ignoresLabels() {
      return true;
    }
  }

  @Nested
  class NeighbourLabelled extends DatasetTransformContract {
    @Override
    protected DatasetTransform transform() {
      return neighbours(Samples.clouds(9, 3, 2, 16, 8), 1, false);
    }

    @Override
    protected boolean ignoresLabels() {
      return true;
    }
  }

  @Nested
  class Embedded extends DatasetTransformContract {
    @Override
    protected DatasetTransform transform() {
      return new Embed(new EmbedSettings(pca(2), Optional.empty()));
    }
  }

  private static PrincipalComponents pca(int components) {
    return new PrincipalComponents(
        new PrincipalComponentsSettings(components, false), Machine.COMPUTE);
  }

  private static PseudoLabels pseudo(Clustering clustering, Noise noise) {
    return new PseudoLabels(
        new PseudoLabelsSettings(clustering, noise, Optional.empty(), MEANS), Machine.COMPUTE);
  }

  private static NeighbourLabels neighbours(LabeledDataset reference, int k, boolean soft) {
    return new NeighbourLabels(new NeighbourLabelsSettings(reference, k, soft), Machine.COMPUTE);
  }

  private static LabeledDataset line(double... points) {
    double[][] rows = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      rows[i] = new double[] {points[i]};
    }
    return LabeledDataset.of("line", Matrix.of(rows), Labels.hard(new int[points.length]));
  }

  private static int[] ids(LabeledDataset dataset) {
    int[] ids = new int[dataset.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = dataset.labels().classOf(i);
    }
    return ids;
  }

  private static Dbscan dense() {
    return new Dbscan(DbscanSettings.of(1, 3), Machine.COMPUTE);
  }

  private final LabeledDataset withStrays = line(0, 20, 0.5, 1, 50, 51, 50.5, 47);

  @Test
  void noiseIsDropped() {
    LabeledDataset labelled = pseudo(dense(), Noise.DROP).apply(withStrays, 1);
    assertArrayEquals(new float[] {0, 0.5f, 1, 50, 51, 50.5f}, labelled.features().array(), 1e-9f);
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1}, ids(labelled));
    assertEquals(Map.of(0, "cluster 0", 1, "cluster 1"), labelled.classNames());
  }

  @Test
  void noiseJoinsTheNearestCluster() {
    LabeledDataset labelled = pseudo(dense(), Noise.NEAREST_CLUSTER).apply(withStrays, 1);
    assertArrayEquals(new int[] {0, 0, 0, 0, 1, 1, 1, 1}, ids(labelled));
  }

  @Test
  void noiseIsAClassOfItsOwn() {
    LabeledDataset labelled = pseudo(dense(), Noise.OWN_CLASS).apply(withStrays, 1);
    assertArrayEquals(new int[] {0, -1, 0, 0, 1, 1, 1, -1}, ids(labelled));
    assertEquals("noise", labelled.className(-1));
  }

  @Test
  void nothingButNoiseIsRefused() {
    LabeledDataset scattered = line(0, 10, 20, 30);
    assertThrows(
        InvalidInputException.class, () -> pseudo(dense(), Noise.DROP).apply(scattered, 1));
    assertThrows(
        InvalidInputException.class,
        () -> pseudo(dense(), Noise.NEAREST_CLUSTER).apply(scattered, 1));
  }

  @Test
  void clustersThatAreClassesAgreeWithThemUnderTheBestAssignment() {
    LabeledDataset truth = Samples.clouds(3, 4, 30, 5, 12);
    LabeledDataset labelled =
        pseudo(new KMeans(KMeansSettings.of(4), Machine.COMPUTE), Noise.DROP).apply(truth, 2);
    ClassCorrespondence clusters =
        ClassCorrespondence.agreement(labelled.labels(), truth.labels(), truth.weights())
            .assigned();
    assertEquals(1, Accuracy.of(clusters.relabel(labelled.labels()), truth).value(), 1e-12);
  }

  @Test
  void fewLabelsSpreadToTheirNeighbours() {
    LabeledDataset truth = Samples.clouds(3, 4, 30, 5, 12);
    LabeledDataset few = Samples.clouds(4, 4, 1, 5, 12).withClassNames(Map.of(3, "three"));
    LabeledDataset unlabelled = truth.withLabels(Labels.hard(new int[truth.size()]));
    LabeledDataset labelled = neighbours(few, 1, false).apply(unlabelled, 1);
    assertEquals(1, Accuracy.of(labelled.labels(), truth).value(), 1e-12);
    assertEquals("three", labelled.className(3));
  }

  @Test
  void softNeighboursLeaveTheirShares() {
    LabeledDataset reference = line(0, 1, 5).withLabels(Labels.hard(8, 9, 9));
    LabeledDataset labelled = neighbours(reference, 2, true).apply(line(0.4, 4), 1);
    assertEquals(0.5, labelled.labels().share(0, 8), 1e-6);
    assertEquals(1, labelled.labels().share(1, 9), 1e-6);
  }

  @Test
  void embeddingsLearnedFromOneDatasetAreShared() {
    LabeledDataset reference = Samples.clouds(1, 3, 20, 6, 4);
    LabeledDataset other = Samples.clouds(2, 3, 20, 6, 4);
    Embed embed = new Embed(new EmbedSettings(pca(2), Optional.of(reference)));
    LabeledDataset expected = pca(2).fit(reference, 1).encode(other);
    assertEquals(expected, embed.apply(other, 1));
    assertThrows(InvalidInputException.class, () -> embed.apply(Samples.clouds(2, 3, 20, 7, 4), 1));
  }
}
