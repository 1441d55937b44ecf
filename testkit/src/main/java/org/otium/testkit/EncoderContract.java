package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.api.Weights;

/** What every {@link Encoder} and every embedding that it makes must do. */
public abstract class EncoderContract {
  private static final int SIDE = 6;
  private static final int N = 24;

  private final LabeledDataset samples = images(1, N);
  private final LabeledDataset unseen = images(2, 10);

  /** For subclasses. */
  protected EncoderContract() {}

  /**
   * The encoder under test, set to learn from two dozen images of 6×6 pixels.
   *
   * @return a fresh one
   */
  protected abstract Encoder encoder();

  /**
   * How far apart two ways of computing an embedded feature may be, relative to the largest.
   *
   * @return a relative tolerance
   */
  protected double tolerance() {
    return 1e-4;
  }

  /**
   * How far embedded samples may be from where they are embedded once they were brought back,
   * relative to the largest embedded feature.
   *
   * @return a relative tolerance, larger than {@link #tolerance} where the way back is learned
   */
  protected double wayBackTolerance() {
    return tolerance();
  }

  /**
   * How far a derivative may be from a difference quotient, relative to its length, for the median
   * of all samples.
   *
   * @return a relative tolerance, larger where many rectifiers have their kinks near samples
   */
  protected double pullbackTolerance() {
    return 3e-3;
  }

  /**
   * Whether what is learned does not depend on the order of the samples, and a sample of double
   * weight teaches what two samples teach.
   *
   * @return true, unless batches are drawn from the samples
   */
  protected boolean learnsFromTheMeasure() {
    return true;
  }

  private static LabeledDataset images(long seed, int n) {
    Matrix noise = Samples.gaussian(n, SIDE * SIDE, Samples.random(seed));
    int[] ids = new int[n];
    float[] values = noise.toArray();
    for (int i = 0; i < n; i++) {
      ids[i] = 4 + 5 * (i % 2);
      for (int p = 0; p < SIDE * SIDE; p++) {
        // Directions of clearly different variance, so that an embedding has one answer.
        float pixel = values[i * SIDE * SIDE + p] / (1 + p);
        values[i * SIDE * SIDE + p] = 0.5f + 0.2f * pixel;
      }
    }
    double[] masses = Samples.random(seed + 100).doubles(n, 0.5, 1.5).toArray();
    return LabeledDataset.of("images", Matrix.wrap(n, SIDE * SIDE, values), Labels.hard(ids))
        .withShape(FeatureShape.image(SIDE, SIDE, 1))
        .withClassNames(Map.of(4, "four", 9, "nine"))
        .withWeights(Weights.proportional(masses));
  }

  @Test
  final void samplesKeepAllButTheirFeatures() {
    for (LabeledDataset dataset : new LabeledDataset[] {samples, unseen}) {
      LabeledDataset embedded = encoder().fit(samples, 1).encode(dataset);
      assertEquals(dataset.size(), embedded.size());
      assertEquals(dataset.labels(), embedded.labels());
      assertEquals(dataset.weights(), embedded.weights());
      assertEquals(dataset.classNames(), embedded.classNames());
      assertEquals(embedded.dimension(), embedded.shape().dimension());
      assertEquals(-1, embedded.features().firstNonFinite());
    }
  }

  @Test
  final void sameSeedGivesTheSameBytes() {
    LabeledDataset first = encoder().fit(samples, 5).encode(unseen);
    Encoder encoder = encoder();
    encoder.fit(samples, 6);
    assertArrayEquals(
        first.features().array(), encoder.fit(samples, 5).encode(unseen).features().array());
    assertArrayEquals(
        first.features().array(), encoder().fit(samples, 5).encode(unseen).features().array());
  }

  @Test
  final void samplesAreEmbeddedOneByOne() {
    Encoder.Embedding embedding = encoder().fit(samples, 1);
    int[] some = {7, 0, 3};
    assertClose(
        embedding.encode(unseen).select(some), embedding.encode(unseen.select(some)), "some");
  }

  @Test
  final void permutingTheSamplesLearnedFromChangesNothing() {
    assumeTrue(learnsFromTheMeasure(), "batches are drawn from the samples");
    int[] order = Samples.permutation(N, Samples.random(3));
    assertClose(
        encoder().fit(samples, 1).encode(unseen),
        encoder().fit(samples.select(order), 1).encode(unseen),
        "permuted");
  }

  @Test
  final void sampleOfDoubleWeightTeachesAsTwo() {
    assumeTrue(learnsFromTheMeasure(), "batches are drawn from the samples");
    int[] doubled = new int[N + N / 3];
    double[] masses = new double[N];
    Arrays.setAll(doubled, i -> i < N ? i : 3 * (i - N));
    for (int i : doubled) {
      masses[i]++;
    }
    LabeledDataset single = samples.withWeights(Weights.proportional(masses));
    LabeledDataset twice =
        samples
            .withWeights(Weights.uniform(N))
            .select(doubled)
            .withWeights(Weights.uniform(doubled.length));
    assertClose(
        encoder().fit(single, 1).encode(unseen), encoder().fit(twice, 1).encode(unseen), "twice");
  }

  @Test
  final void labelsTeachNothingAboutFeatures() {
    LabeledDataset relabelled = samples.withLabels(Labels.hard(new int[N]));
    assertClose(
        encoder().fit(samples, 1).encode(unseen),
        encoder().fit(relabelled, 1).encode(unseen),
        "other labels");
  }

  @Test
  final void decodedSamplesAreEmbeddedWhereTheyCameFrom() {
    Encoder.Embedding embedding = encoder().fit(samples, 1);
    LabeledDataset embedded = embedding.encode(unseen);
    Optional<LabeledDataset> decoded = embedding.decode(embedded);
    assumeTrue(decoded.isPresent(), "there is no way back");
    assertEquals(unseen.shape(), decoded.get().shape());
    assertEquals(unseen.labels(), decoded.get().labels());
    assertEquals(unseen.weights(), decoded.get().weights());
    assertClose(embedded, embedding.encode(decoded.get()), "there and back", wayBackTolerance());
  }

  @Test
  final void whatWasLearnedIsRestored() {
    Encoder.Embedding embedding = encoder().fit(samples, 1);
    Optional<NamedArrays> state = embedding.state();
    assumeTrue(state.isPresent(), "what was learned cannot be kept");
    Encoder.Embedding restored = encoder().restore(state.get());
    LabeledDataset embedded = embedding.encode(unseen);
    assertEquals(embedded, restored.encode(unseen));
    assertEquals(embedding.decode(embedded), restored.decode(embedded));
  }

  @Test
  final void arraysOfSomethingElseAreRefused() {
    NamedArrays other = NamedArrays.empty().with("something", new double[] {1, 2});
    assertThrows(InvalidInputException.class, () -> encoder().restore(other));
  }

  /**
   * ⟨g, f(x + hv) − f(x − hv)⟩ / 2h is ⟨Jᵀg, v⟩ for most samples: where a rectifier has its kink
   * between the two, the difference says nothing.
   */
  @Test
  final void pullbackIsTheTransposedDerivative() {
    Encoder.Embedding embedding = encoder().fit(samples, 1);
    int k = embedding.encode(unseen).dimension();
    int n = unseen.size();
    int d = SIDE * SIDE;
    double h = 3e-4;
    int trials = 10;
    double[] errors = new double[trials * n];
    for (int trial = 0; trial < trials; trial++) {
      float[] gradient = Samples.gaussian(n, k, Samples.random(100 + trial)).array();
      Optional<Matrix> pulled = embedding.pullback(unseen.features(), Matrix.wrap(n, k, gradient));
      assumeTrue(pulled.isPresent(), "the embedding knows no derivative");
      assertEquals(n, pulled.get().rows());
      assertEquals(d, pulled.get().columns());
      float[] direction = Samples.gaussian(n, d, Samples.random(200 + trial)).array();
      float[] ahead = unseen.features().toArray();
      float[] behind = unseen.features().toArray();
      for (int v = 0; v < direction.length; v++) {
        ahead[v] += (float) (h * direction[v]);
        behind[v] -= (float) (h * direction[v]);
      }
      float[] there = encoded(embedding, ahead);
      float[] back = encoded(embedding, behind);
      for (int i = 0; i < n; i++) {
        double predicted = 0;
        double squares = 0;
        for (int v = i * d; v < (i + 1) * d; v++) {
          double slope = pulled.get().array()[v];
          predicted += slope * direction[v];
          squares += slope * slope;
        }
        double measured = 0;
        for (int v = i * k; v < (i + 1) * k; v++) {
          measured += gradient[v] * ((double) there[v] - back[v]) / (2 * h);
        }
        errors[trial * n + i] = Math.abs(predicted - measured) / Math.sqrt(squares);
      }
    }
    Arrays.sort(errors);
    assertEquals(
        0, errors[errors.length / 2], pullbackTolerance(), "median of the relative errors");
  }

  private float[] encoded(Encoder.Embedding embedding, float[] features) {
    Matrix moved = Matrix.wrap(unseen.size(), SIDE * SIDE, features);
    return embedding.encode(unseen.withFeatures(moved)).features().array();
  }

  @Test
  final void unusableSamplesAreRefused() {
    Encoder.Embedding embedding = encoder().fit(samples, 1);
    LabeledDataset other = Samples.clouds(1, 2, 4, SIDE * SIDE + 1, 1);
    assertThrows(InvalidInputException.class, () -> embedding.encode(other));
  }

  @Test
  final void inputIsNotWrittenTo() {
    float[] seen = samples.features().toArray();
    float[] other = unseen.features().toArray();
    Encoder.Embedding embedding = encoder().fit(samples, 1);
    LabeledDataset embedded = embedding.encode(unseen);
    float[] there = embedded.features().toArray();
    embedding.decode(embedded);
    assertArrayEquals(seen, samples.features().array());
    assertArrayEquals(other, unseen.features().array());
    assertArrayEquals(there, embedded.features().array());
  }

  private void assertClose(LabeledDataset expected, LabeledDataset actual, String what) {
    assertClose(expected, actual, what, tolerance());
  }

  private static void assertClose(
      LabeledDataset expected, LabeledDataset actual, String what, double tolerance) {
    assertEquals(expected.size(), actual.size());
    assertEquals(expected.dimension(), actual.dimension());
    double largest = 0;
    for (float value : expected.features().array()) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int v = 0; v < expected.features().array().length; v++) {
      assertEquals(
          expected.features().array()[v],
          actual.features().array()[v],
          tolerance * largest,
          what + ": value " + v);
    }
  }
}
