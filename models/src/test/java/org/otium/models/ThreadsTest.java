package org.otium.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.NamedArrays;
import org.otium.models.classification.MlpSettings;
import org.otium.models.classification.NetworkSettings;
import org.otium.models.classification.NeuralClassifier;
import org.otium.models.classification.WidthSettings;
import org.otium.models.encoding.Autoencoder;
import org.otium.models.encoding.AutoencoderSettings;
import org.otium.models.maps.FlowMap;
import org.otium.models.maps.FlowMapSettings;
import org.otium.testkit.Samples;

/** What is learned on one thread is, byte for byte, what is learned on several. */
class ThreadsTest {
  private static final List<Integer> THREADS = List.of(2, 4);
  private static final LabeledDataset IMAGES =
      Samples.clouds(1, 3, 35, 16 * 16, 1).withShape(new FeatureShape(16, 16, 1, -9, 9));

  private static Compute threads(int threads) {
    return Compute.withoutLinearAlgebra(threads, 1L << 30);
  }

  private static void assertSame(Function<Compute, NamedArrays> learn) {
    NamedArrays one = learn.apply(threads(1));
    for (int threads : THREADS) {
      NamedArrays several = learn.apply(threads(threads));
      assertEquals(one.names(), several.names());
      for (String name : one.names()) {
        assertArrayEquals(
            one.get(name).orElseThrow(),
            several.get(name).orElseThrow(),
            name + " on " + threads + " threads");
      }
    }
  }

  private static NamedArrays learned(Classifier classifier) {
    Classifier.Trained trained = classifier.fit(IMAGES, 1);
    NamedArrays curve =
        NamedArrays.empty()
            .with("losses", trained.curve().stream().mapToDouble(Classifier.Epoch::loss).toArray());
    double[] shares = new double[IMAGES.size()];
    Labels labels = trained.predict(IMAGES.features());
    Arrays.setAll(shares, i -> labels.share(i, IMAGES.classIds()[0]));
    return trained.state().orElseThrow().withAll("", curve).with("shares", shares);
  }

  private static NetworkSettings quick() {
    return NetworkSettings.defaults().withFewestSteps(3).withEpochs(1, 1).withHeldOut(0.2, 1);
  }

  @Test
  void leNet5() {
    assertSame(compute -> learned(NeuralClassifier.leNet5(quick(), compute)));
  }

  @Test
  void perceptron() {
    assertSame(
        compute -> learned(NeuralClassifier.mlp(MlpSettings.of(List.of(20), quick()), compute)));
  }

  /** With features that are left out at random, and statistics of batches. */
  @Test
  void spinalNet() {
    assertSame(
        compute -> learned(NeuralClassifier.spinalNet(WidthSettings.of(4, quick()), compute)));
  }

  @Test
  void resNet18() {
    assertSame(
        compute -> learned(NeuralClassifier.resNet18(WidthSettings.of(4, quick()), compute)));
  }

  @Test
  void autoencoder() {
    AutoencoderSettings settings =
        AutoencoderSettings.of(AutoencoderSettings.Architecture.AUTO, 3).with(List.of(20, 10), 2);
    assertSame(compute -> new Autoencoder(settings, compute).fit(IMAGES, 1).state().orElseThrow());
  }

  @Test
  void mapOfAFlow() {
    for (int starts : List.of(1, 3)) {
      FlowMapSettings settings = FlowMapSettings.of(IMAGES, IMAGES).withEffort(starts, 1);
      assertSame(
          compute -> {
            float[] moved = new FlowMap(settings, compute).apply(IMAGES, 1).features().toArray();
            double[] wide = new double[moved.length];
            Arrays.setAll(wide, i -> moved[i]);
            return NamedArrays.empty().with("moved", wide);
          });
    }
  }
}
