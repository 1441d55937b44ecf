package org.otium.interpolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.DatasetMap;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.TransportPlan;
import org.otium.api.TransportProblem;
import org.otium.api.Weights;
import org.otium.testkit.Golden;
import org.otium.testkit.Samples;

class BarycentricMappingTest {
  private final LabeledDataset from = Samples.clouds(1, 3, 6, 3, 2);
  private final LabeledDataset to = Samples.clouds(2, 2, 7, 3, 2);

  @Test
  void imagesAndTheirLabelsGoToTheReference() {
    double epsilon = 3.7509239523260285;
    LabeledDataset x = Golden.images("x");
    LabeledDataset y = Golden.images("y");
    LabeledDataset mapped = Parts.barycentric(Parts.sinkhorn(epsilon), 0).fit(x, y, 1).apply(x);
    double[] rows = Golden.doubles("A_bary_ent0.01_rows0_2.npy");
    for (int i = 0; i < rows.length; i++) {
      assertEquals(rows[i], mapped.features().array()[i], 1e-5, "feature " + i);
    }
    double[] sums = Golden.doubles("A_bary_ent0.01_rowsum.npy");
    assertEquals(x.size(), sums.length);
    for (int i = 0; i < sums.length; i++) {
      double sum = 0;
      for (float feature : mapped.features().row(i)) {
        sum += feature;
      }
      assertEquals(sums[i], sum, 1e-3, "sum of sample " + i);
    }
    double[] labels = Golden.doubles("A_bary_ent0.01_label.npy");
    for (int i = 0; i < labels.length; i++) {
      assertEquals(labels[i], mapped.labels().share(i / 10, i % 10), 1e-5, "label " + i);
    }
  }

  @Test
  void seenSamplesGoToTheMeanOfWhereTheirMassGoes() {
    double epsilon = 0.5;
    TransportPlan plan =
        Parts.sinkhorn(epsilon)
            .solve(
                new TransportProblem(
                    Parts.COST.between(from.features(), to.features()),
                    from.weights(),
                    to.weights()))
            .plan();
    Matrix expected = plan.barycentricProjection(to.features());
    LabeledDataset mapped =
        Parts.barycentric(Parts.sinkhorn(epsilon), 0).fit(from, to, 1).apply(from);
    for (int i = 0; i < expected.array().length; i++) {
      assertEquals(expected.array()[i], mapped.features().array()[i], 1e-4);
    }
    assertEquals(from.weights(), mapped.weights());
  }

  @Test
  void unseenSampleAtASeenPlaceGoesWhereTheSeenOneGoes() {
    DatasetMap map = Parts.barycentric(Parts.sinkhorn(0.5), 1).fit(from, to, 1);
    LabeledDataset all = map.apply(from);
    LabeledDataset some = map.apply(from.select(new int[] {4, 0, 9}));
    for (int j = 0; j < 3; j++) {
      assertEquals(all.features().get(4, j), some.features().get(0, j), 1e-5);
      assertEquals(all.features().get(0, j), some.features().get(1, j), 1e-5);
      assertEquals(all.features().get(9, j), some.features().get(2, j), 1e-5);
    }
  }

  @Test
  void exactMapOfAnUnseenSampleIsATarget() {
    DatasetMap map = Parts.barycentric(Parts.exact(), 1).fit(from, to, 1);
    LabeledDataset moved = Samples.translated(from.select(new int[] {2}), new float[] {0.1f, 0, 0});
    LabeledDataset mapped = map.apply(moved);
    boolean found = false;
    for (int j = 0; j < to.size(); j++) {
      found |= Arrays.equals(to.features().row(j), mapped.features().row(0));
    }
    assertEquals(true, found);
  }

  @Test
  void sampleOfAnUnknownClassIsRefused() {
    DatasetMap map = Parts.barycentric(Parts.sinkhorn(0.5), 1).fit(from, to, 1);
    LabeledDataset stranger =
        LabeledDataset.of("stranger", Matrix.of(new double[][] {{0, 0, 0}}), Labels.hard(99));
    assertThrows(InvalidInputException.class, () -> map.apply(stranger));
  }

  @Test
  void sameFeaturesWithOtherLabelsGoElsewhere() {
    DatasetMap map = Parts.barycentric(Parts.sinkhorn(0.5), 1).fit(from, to, 1);
    int[] others = new int[from.size()];
    for (int i = 0; i < others.length; i++) {
      others[i] = from.labels().classOf(i) == 3 ? 17 : 3;
    }
    LabeledDataset relabelled = from.withLabels(Labels.hard(others));
    float[] nudged = from.features().toArray();
    nudged[0] += 1e-6f;
    LabeledDataset near =
        relabelled.withFeatures(Matrix.wrap(from.size(), from.dimension(), nudged));
    float[] here = map.apply(relabelled).features().array();
    float[] there = map.apply(near).features().array();
    assertArrayEquals(there, here, 1e-3f);
    assertFalse(Arrays.equals(map.apply(from).features().array(), here));
  }

  @Test
  void sampleWithoutMassGoesWhereAnUnseenOneWould() {
    double[] masses = from.weights().toArray();
    masses[1] = 0;
    LabeledDataset massless = from.withWeights(Weights.proportional(masses));
    DatasetMap map = Parts.barycentric(Parts.exact(), 1).fit(massless, to, 1);
    float[] seen = map.apply(massless).features().row(1);
    float[] unseen = map.apply(from.select(new int[] {1})).features().row(0);
    assertArrayEquals(unseen, seen);
  }

  private static LabeledDataset uniform(LabeledDataset dataset) {
    return dataset.withWeights(Weights.uniform(dataset.size()));
  }

  @Test
  void everySampleIsMappedOnceAndTheTargetIsUsedUpInBatches() {
    LabeledDataset many = uniform(Samples.clouds(5, 3, 40, 3, 2));
    LabeledDataset targets = uniform(Samples.clouds(6, 3, 40, 3, 2));
    LabeledDataset mapped =
        Parts.barycentric(Parts.exact(), 1, 50).fit(many, targets, 1).apply(many);
    // Exact plans between equally many samples of equal mass are permutations, batch by batch.
    List<String> images = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < many.size(); i++) {
      images.add(Arrays.toString(mapped.features().row(i)));
      all.add(Arrays.toString(targets.features().row(i)));
    }
    Collections.sort(images);
    Collections.sort(all);
    assertTrue(all.equals(images), "the images are not the targets, each once");
  }

  @Test
  void batchesHoldEveryClassSoClassesGoWhereTheyGoInOneProblem() {
    LabeledDataset many = uniform(Samples.clouds(5, 3, 60, 2, 30));
    LabeledDataset batched = Parts.barycentric(Parts.exact(), 1, 30).fit(many, many, 1).apply(many);
    int kept = 0;
    for (int i = 0; i < many.size(); i++) {
      kept += many.labels().classOf(i) == batched.labels().classOf(i) ? 1 : 0;
    }
    // Blocks of about 10 of each class may be out by one; blind blocks would be out by three.
    assertTrue(kept >= 0.95 * many.size(), kept + " of " + many.size());
  }

  @Test
  void unseenSamplesGoToTheMeanOfWhatTheBlocksSay() {
    LabeledDataset many = Samples.clouds(5, 2, 40, 3, 2);
    LabeledDataset targets = Samples.clouds(6, 2, 40, 3, 2);
    LabeledDataset unseen = Samples.translated(many, new float[] {0.2f, 0, 0});
    float[] whole =
        Parts.barycentric(Parts.sinkhorn(2), 1)
            .fit(many, targets, 1)
            .apply(unseen)
            .features()
            .array();
    float[] batched =
        Parts.barycentric(Parts.sinkhorn(2), 1, 40)
            .fit(many, targets, 1)
            .apply(unseen)
            .features()
            .array();
    double apart = 0;
    double size = 0;
    for (int i = 0; i < whole.length; i++) {
      apart += (whole[i] - batched[i]) * (whole[i] - batched[i]);
      size += whole[i] * whole[i];
    }
    assertEquals(0, Math.sqrt(apart / size), 0.1);
  }

  @Test
  void equalSamplesAreToldApartByTheirOrder() {
    LabeledDataset twins =
        LabeledDataset.of("twins", Matrix.of(new double[][] {{0, 0}, {0, 0}}), Labels.hard(1, 1));
    LabeledDataset targets =
        LabeledDataset.of(
            "targets", Matrix.of(new double[][] {{-1, 0}, {1, 0}}), Labels.hard(1, 1));
    Matrix images =
        Parts.barycentric(Parts.exact(), 1).fit(twins, targets, 1).apply(twins).features();
    assertEquals(0, images.get(0, 0) + images.get(1, 0));
    assertEquals(1, Math.abs(images.get(0, 0)));
  }

  @Test
  void softLabelsOfTheTargetAreAveraged() {
    LabeledDataset one =
        LabeledDataset.of("one", Matrix.of(new double[][] {{0}, {10}}), Labels.hard(1, 2));
    Matrix shares = Matrix.of(new double[][] {{0.75, 0.25}, {0.1, 0.9}});
    LabeledDataset soft =
        LabeledDataset.of(
            "soft", Matrix.of(new double[][] {{1}, {11}}), Labels.soft(new int[] {4, 7}, shares));
    LabeledDataset mapped = Parts.barycentric(Parts.exact(), 1).fit(one, soft, 1).apply(one);
    assertEquals(0.25, mapped.labels().share(0, 7), 1e-6);
    assertEquals(0.9, mapped.labels().share(1, 7), 1e-6);
  }
}
