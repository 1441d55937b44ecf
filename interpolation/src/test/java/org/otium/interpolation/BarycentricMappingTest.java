package org.otium.interpolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
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
}
