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
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.DatasetMap;
import org.otium.api.DatasetMapping;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.TransportProblem;
import org.otium.api.Weights;
import org.otium.testkit.Golden;
import org.otium.testkit.Samples;

class GeneralizedGeodesicTest {
  private static Interpolation exact() {
    return new GeneralizedGeodesic(
        Parts.along(Parts.barycentric(Parts.exact(), 0), 0), Parts.COMPUTE);
  }

  @Test
  void mccannStartsAtTheFirstDatasetAndEndsAtItsImage() {
    LabeledDataset a = Samples.clouds(1, 2, 5, 2, 2);
    LabeledDataset b = Samples.clouds(2, 2, 5, 2, 4);
    Interpolation mccann =
        new MccannInterpolation(Parts.along(Parts.barycentric(Parts.exact(), 0), 0), Parts.COMPUTE);
    assertMcCann(mccann.prepare(List.of(a, b), b, 1), a);
    assertTrue(mccann.prepare(List.of(a, b), b, 1).projection().isEmpty());
    assertTrue(mccann.prepare(List.of(a, b), b, 1).mapAt(Weights.uniform(2)).isEmpty());
    Interpolation.Prepared fromTheFirst = mccann.prepare(List.of(a, b), a.withName("copy"), 1);
    assertEquals(1, fromTheFirst.projection().orElseThrow().weights().get(0), 1e-9);
    assertTrue(fromTheFirst.mapAt(Weights.uniform(2)).isPresent());
    assertThrows(InvalidInputException.class, () -> mccann.prepare(List.of(a, b, a), a, 1));
  }

  @Test
  void mapOfAPointAgreesWithThePointAndExtends() {
    LabeledDataset base = Samples.clouds(1, 2, 6, 2, 2);
    LabeledDataset first = Samples.clouds(2, 3, 4, 2, 4);
    LabeledDataset second = Samples.clouds(3, 2, 5, 2, 3);
    Interpolation.Prepared prepared = exact().prepare(List.of(first, second), base, 1);
    Weights a = Weights.probability(0.3, 0.7);
    LabeledDataset whole = prepared.at(a);
    int[] some = {4, 0, 7};
    LabeledDataset part = prepared.mapAt(a).orElseThrow().apply(base.select(some));
    assertEquals(whole.select(some).features(), part.features());
    assertEquals(whole.select(some).labels(), part.labels());
    float[] moved = base.select(some).features().array().clone();
    moved[0] += 1e-3f;
    LabeledDataset unseen = base.select(some).withFeatures(Matrix.wrap(3, base.dimension(), moved));
    LabeledDataset extended = prepared.mapAt(a).orElseThrow().apply(unseen);
    assertEquals(3, extended.size());
    assertEquals(5, extended.classIds().length);
    assertThrows(InvalidInputException.class, () -> prepared.mapAt(Weights.uniform(3)));
  }

  @Test
  void mapsLearnedSideBySideAreThoseLearnedOneByOne() {
    LabeledDataset base = Samples.clouds(1, 2, 20, 2, 2);
    List<LabeledDataset> datasets =
        List.of(
            Samples.clouds(2, 3, 14, 2, 4),
            Samples.clouds(3, 2, 25, 2, 3),
            base,
            Samples.clouds(4, 2, 9, 2, 3));
    assertTrue(Parts.barycentric(Parts.exact(), 1).isSequential());
    assertFalse(Parts.barycentric(Parts.sinkhorn(1), 1).isSequential());
    Weights even = Weights.uniform(4);
    LabeledDataset expected = null;
    for (int threads : new int[] {1, 2, 5}) {
      Compute compute =
          new Compute(Parts.COMPUTE.linearAlgebra(), threads, Parts.COMPUTE.memoryBudget());
      Interpolation.Prepared prepared =
          new GeneralizedGeodesic(Parts.along(Parts.barycentric(Parts.exact(), 1), 1), compute)
              .prepare(datasets, base, 1);
      LabeledDataset made = prepared.at(even);
      expected = expected == null ? made : expected;
      assertEquals(expected.features(), made.features());
      assertEquals(expected.labels(), made.labels());
    }
  }

  @Test
  void labelDistancesThatMapsKnowAreThoseOfTheProjection() {
    LabeledDataset base = Samples.clouds(1, 2, 12, 2, 2);
    List<LabeledDataset> datasets =
        List.of(Samples.clouds(2, 3, 9, 2, 4), Samples.clouds(3, 4, 7, 2, 3));
    DatasetMapping mapping = Parts.barycentric(Parts.sinkhorn(0.5), 1);
    Interpolation.Projection known =
        new GeneralizedGeodesic(Parts.along(mapping, 0.7), Parts.COMPUTE)
            .prepare(datasets, base, 1)
            .projection()
            .orElseThrow();
    Interpolation.Projection measured =
        new GeneralizedGeodesic(
                new GeneralizedGeodesicSettings(mapping, Parts.otherMeans(), 1, 0.7), Parts.COMPUTE)
            .prepare(datasets, base, 1)
            .projection()
            .orElseThrow();
    assertArrayEquals(measured.toReference(), known.toReference(), 0);
    assertArrayEquals(measured.weights().toArray(), known.weights().toArray(), 0);
  }

  @Test
  void aMapThatCannotBeLearnedEndsTheOthers() {
    DatasetMapping failing =
        new DatasetMapping() {
          @Override
          public DatasetMap fit(LabeledDataset from, LabeledDataset to, long seed) {
            throw new InvalidInputException("no map to " + to.name(), "");
          }

          @Override
          public boolean isSequential() {
            return true;
          }
        };
    LabeledDataset base = Samples.clouds(1, 2, 5, 2, 2);
    List<LabeledDataset> others =
        List.of(Samples.clouds(2, 2, 5, 2, 2), Samples.clouds(3, 2, 5, 2, 2));
    Compute two = new Compute(Parts.COMPUTE.linearAlgebra(), 2, Parts.COMPUTE.memoryBudget());
    Interpolation geodesic = new GeneralizedGeodesic(Parts.along(failing, 0), two);
    assertThrows(InvalidInputException.class, () -> geodesic.prepare(others, base, 1));
  }

  @Test
  void manyDatasetsOfManyClassesTakeMemoryForTheirSharesAlone() {
    int n = 2000;
    int[] ids = new int[n];
    Arrays.setAll(ids, i -> 3 * i);
    LabeledDataset one =
        LabeledDataset.of("one", Matrix.wrap(n, 1, new float[n]), Labels.hard(ids));
    List<LabeledDataset> many = Collections.nCopies(40, one);
    double[] weights = new double[40];
    Arrays.fill(weights, 1.0 / 40);
    // 80,000 classes: densely the labels would take 640 MB.
    LabeledDataset mixed =
        new Mixup(new MixupSettings(exact()))
            .prepare(many, one, 1)
            .at(Weights.probability(weights));
    assertEquals(80_000, mixed.classIds().length);
    assertEquals(80_000, ((Labels.Soft) mixed.labels()).entries());
  }

  @Test
  void cornersAndInsideOfTheSimplexAreTheReferenceMaps() {
    LabeledDataset base = unlabelled("base", Golden.floats("C_gg_nu.npy"));
    float[] targets = Golden.floats("C_gg_targets.npy");
    double[] maps = Golden.doubles("C_gg_maps.npy");
    List<LabeledDataset> datasets = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      float[] part = Arrays.copyOfRange(targets, 90 * k, 90 * (k + 1));
      datasets.add(unlabelled("target " + k, part));
    }
    Interpolation.Prepared geodesic = exact().prepare(datasets, base, 1);
    Matrix corner = geodesic.at(Weights.probability(0, 1, 0)).features();
    Matrix inside = geodesic.at(Weights.probability(0.5, 0.2, 0.3)).features();
    for (int i = 0; i < 90; i++) {
      assertEquals(maps[90 + i], corner.array()[i], 1e-5);
      double expected = 0.5 * maps[i] + 0.2 * maps[90 + i] + 0.3 * maps[180 + i];
      assertEquals(expected, inside.array()[i], 1e-5);
    }
  }

  private static Interpolation.Prepared goldenGeodesic() {
    LabeledDataset base = unlabelled("base", Golden.floats("C_gg_nu.npy"));
    float[] targets = Golden.floats("C_gg_targets.npy");
    List<LabeledDataset> datasets = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      float[] part = Arrays.copyOfRange(targets, 90 * k, 90 * (k + 1));
      datasets.add(unlabelled("target " + k, part));
    }
    return exact().prepare(datasets, base, 1);
  }

  @Test
  void projectionOfTheBaseIsTheReferenceOne() {
    Interpolation.Projection projection = goldenGeodesic().projection().orElseThrow();
    double[] toReference = Golden.doubles("C_gg_to_base.npy");
    double[] among = Golden.doubles("C_gg_among.npy");
    double[] weights = Golden.doubles("C_gg_qp_weights.npy");
    for (int i = 0; i < 3; i++) {
      assertEquals(toReference[i], projection.toReference()[i], 1e-4 * toReference[i]);
      assertEquals(weights[i], projection.weights().get(i), 1e-5);
      for (int j = 0; j < 3; j++) {
        assertEquals(among[3 * i + j], projection.among()[i][j], 1e-5 * 128);
      }
    }
    assertEquals(0.9112232819854569, projection.squared(), 1e-5);
    assertTrue(projection.convex());
    assertTrue(projection.global());
  }

  /** Prop. 1: the closed form against the definition, on a grid of the simplex. */
  @Test
  void objectiveIsTheDistanceFromTheInterpolationToTheBaseForFeaturesAlone() {
    LabeledDataset base = Samples.clouds(4, 2, 6, 3, 2);
    List<LabeledDataset> datasets =
        List.of(
            Samples.clouds(1, 2, 6, 3, 2),
            Samples.clouds(2, 3, 4, 3, 3),
            Samples.clouds(3, 2, 6, 3, 4));
    Interpolation.Prepared geodesic = exact().prepare(datasets, base, 1);
    Interpolation.Projection projection = geodesic.projection().orElseThrow();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= 10; i++) {
      for (int j = 0; i + j <= 10; j++) {
        Weights a = Weights.probability(i / 10.0, j / 10.0, (10 - i - j) / 10.0);
        double direct = meanSquare(geodesic.at(a), base);
        assertEquals(direct, projection.squaredAt(a), 1e-4 * direct);
        least = Math.min(least, direct);
      }
    }
    double best = meanSquare(geodesic.at(projection.weights()), base);
    assertEquals(best, projection.squared(), 1e-4 * best);
    assertTrue(best <= least * (1 + 1e-6), best + " against " + least + " on a grid");
  }

  @Test
  void copyOfTheBaseUnderAnotherNameIsTheBase() {
    LabeledDataset base = Samples.clouds(4, 2, 6, 3, 2);
    List<LabeledDataset> datasets = List.of(Samples.clouds(1, 2, 6, 3, 2), base.withName("copy"));
    Interpolation entropic =
        new GeneralizedGeodesic(
            Parts.along(Parts.barycentric(Parts.sinkhorn(5), 1), 1), Parts.COMPUTE);
    Interpolation.Prepared geodesic = entropic.prepare(datasets, base, 1);
    assertEquals(base.features(), geodesic.at(Weights.probability(0, 1)).features());
    assertEquals(0, geodesic.projection().orElseThrow().toReference()[1], 0);
    assertEquals(1, geodesic.projection().orElseThrow().weights().get(1), 1e-9);
  }

  /** Lemma 1: W₂²(ρ_a, ν) ≤ Σ a_i W₂²(μ_i, ν), and its like half way between two points. */
  @Test
  void distanceToTheBaseIsConvexOnTheSimplex() {
    Weights[] points = {
      Weights.probability(1, 0, 0),
      Weights.probability(0, 1, 0),
      Weights.probability(0, 0, 1),
      Weights.probability(0.5, 0.25, 0.25),
      Weights.probability(0.125, 0.625, 0.25)
    };
    for (long seed = 10; seed <= 50; seed += 10) {
      LabeledDataset base = Samples.clouds(seed, 2, 6, 3, 2);
      List<LabeledDataset> datasets =
          List.of(
              Samples.clouds(seed + 1, 2, 6, 3, 2),
              Samples.clouds(seed + 2, 3, 4, 3, 3),
              Samples.clouds(seed + 3, 2, 6, 3, 4));
      Interpolation.Prepared geodesic = exact().prepare(datasets, base, 1);
      double[] cost = new double[points.length];
      for (int p = 0; p < points.length; p++) {
        cost[p] = exactCost(geodesic.at(points[p]), base);
        double bound = 0;
        for (int i = 0; i < 3; i++) {
          bound += points[p].get(i) * exactCost(datasets.get(i), base);
        }
        assertTrue(cost[p] <= bound + 1e-4, "Lemma 1, seed " + seed + ", point " + p);
        for (int q = 0; q < p; q++) {
          double[] middle = new double[3];
          for (int i = 0; i < 3; i++) {
            middle[i] = (points[p].get(i) + points[q].get(i)) / 2;
          }
          double half = exactCost(geodesic.at(Weights.proportional(middle)), base);
          assertTrue(half <= (cost[p] + cost[q]) / 2 + 1e-4, seed + ": between " + p + ", " + q);
        }
      }
    }
  }

  private static double exactCost(LabeledDataset a, LabeledDataset b) {
    CostMatrix cost = Parts.COST.between(a.features(), b.features());
    return Parts.exact().solve(new TransportProblem(cost, a.weights(), b.weights())).value();
  }

  private static double meanSquare(LabeledDataset a, LabeledDataset b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < a.dimension(); j++) {
        double gap = a.features().get(i, j) - b.features().get(i, j);
        sum += a.weights().get(i) * gap * gap;
      }
    }
    return sum;
  }

  @Test
  void renamingClassesRenamesThemAndMovesNothing() {
    LabeledDataset base = Samples.clouds(4, 2, 6, 3, 2);
    List<LabeledDataset> datasets =
        List.of(Samples.clouds(1, 2, 6, 3, 2), Samples.clouds(2, 3, 4, 3, 3));
    List<LabeledDataset> renamed = datasets.stream().map(Samples::renamedClasses).toList();
    Interpolation labelled =
        new GeneralizedGeodesic(Parts.along(Parts.barycentric(Parts.exact(), 1), 1), Parts.COMPUTE);
    Interpolation.Prepared plain = labelled.prepare(datasets, base, 1);
    Interpolation.Prepared other = labelled.prepare(renamed, Samples.renamedClasses(base), 1);
    Weights a = Weights.probability(0.25, 0.75);
    LabeledDataset before = plain.at(a);
    LabeledDataset after = other.at(a);
    assertEquals(before.features(), after.features());
    // Renaming turns the order of each dataset's classes around: 2 of the first, 3 of the second.
    int[] renamedTo = {1, 0, 4, 3, 2};
    assertArrayEquals(before.classIds(), after.classIds());
    for (int c = 0; c < 5; c++) {
      String old = before.className(c);
      int colon = old.indexOf(": ") + 2;
      int id = 1000 - Integer.parseInt(old.substring(colon));
      assertEquals(old.substring(0, colon) + id, after.className(renamedTo[c]));
      for (int i = 0; i < before.size(); i++) {
        assertEquals(before.labels().share(i, c), after.labels().share(i, renamedTo[c]), 1e-6);
      }
    }
    assertEquals(
        plain.projection().orElseThrow().squared(),
        other.projection().orElseThrow().squared(),
        1e-9);
  }

  @Test
  void halfWayFromTheBaseIsMcCannsInterpolation() {
    LabeledDataset a = Samples.clouds(1, 2, 5, 2, 2);
    LabeledDataset b = Samples.clouds(2, 2, 5, 2, 4);
    assertMcCann(exact().prepare(List.of(a, b), a, 1), a);
    Interpolation entropic =
        new GeneralizedGeodesic(
            Parts.along(Parts.barycentric(Parts.sinkhorn(0.5), 0), 0), Parts.COMPUTE);
    assertMcCann(entropic.prepare(List.of(a, b), a, 1), a);
  }

  private static void assertMcCann(Interpolation.Prepared geodesic, LabeledDataset a) {
    Matrix start = geodesic.at(Weights.probability(1, 0)).features();
    Matrix end = geodesic.at(Weights.probability(0, 1)).features();
    Matrix half = geodesic.at(Weights.probability(0.5, 0.5)).features();
    for (int i = 0; i < start.array().length; i++) {
      assertEquals(a.features().array()[i], start.array()[i], 1e-5);
      assertEquals((start.array()[i] + end.array()[i]) / 2, half.array()[i], 1e-5);
    }
  }

  @Test
  void equalClassIdsOfDifferentDatasetsStayDifferentClasses() {
    LabeledDataset a = Samples.clouds(1, 2, 5, 2, 2).withName("a");
    LabeledDataset b = Samples.clouds(2, 3, 5, 2, 2).withName("b");
    LabeledDataset mixed = exact().prepare(List.of(a, b), a, 1).at(Weights.probability(0.25, 0.75));
    assertEquals(5, mixed.classIds().length);
    assertEquals(
        List.of("a: 3", "a: 10", "b: 3", "b: 10", "b: 17"),
        List.copyOf(mixed.classNames().values()));
    for (int i = 0; i < mixed.size(); i++) {
      double fromA = mixed.labels().share(i, 0) + mixed.labels().share(i, 1);
      assertEquals(0.25, fromA, 1e-6);
    }
  }

  @Test
  void weightsOfAnotherNumberAreRefused() {
    LabeledDataset a = Samples.clouds(1, 2, 5, 2, 2);
    Interpolation.Prepared one = exact().prepare(List.of(a), a, 1);
    assertThrows(InvalidInputException.class, () -> one.at(Weights.probability(0.5, 0.5)));
    assertThrows(InvalidInputException.class, () -> exact().prepare(List.of(), a, 1));
  }

  private static LabeledDataset unlabelled(String name, float[] points) {
    return LabeledDataset.of(
        name, Matrix.wrap(points.length / 2, 2, points), Labels.hard(new int[points.length / 2]));
  }
}
