package org.otium.solvers.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.Cancellation;
import org.otium.api.Compute;
import org.otium.api.DatasetMapping;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.Samples;

/** How maps are learned, kept and applied. */
class NeuralMappingTest {
  private final LabeledDataset from = Samples.clouds(1, 3, 5, 3, 2);
  private final LabeledDataset to = Samples.clouds(2, 2, 6, 3, 2);

  private static NeuralMapSettings quick(int iterations) {
    return Parts.settings()
        .withNetworks(MapNetworks.AUTO, 8)
        .withIterations(iterations, 2, 5, 10)
        .withSteps(16, 1e-3, 1e-3);
  }

  private NeuralMap fit(NeuralMapSettings settings) {
    return new NeuralMapping(settings, Parts.COMPUTE).fit(from, to, 1);
  }

  @Test
  void learningThatWasStoppedGoesOnToTheSameMap(@TempDir Path folder) {
    NeuralMap whole = fit(quick(7));
    NeuralMapSettings kept = quick(7).withCheckpoints(folder.toString(), 2);
    assertThrows(
        IllegalStateException.class,
        () ->
            new NeuralMapping(kept, Parts.COMPUTE)
                .fit(
                    from,
                    to,
                    1,
                    at -> {
                      if (at.made() == 5) {
                        throw new IllegalStateException("stop");
                      }
                    }));
    int[] seen = {0};
    NeuralMap resumed = new NeuralMapping(kept, Parts.COMPUTE).fit(from, to, 1, at -> seen[0]++);
    assertEquals(7, seen[0], "those before the checkpoint are told of as well");
    assertArrayEquals(whole.apply(from).features().array(), resumed.apply(from).features().array());
    assertEquals(whole.apply(from).labels(), resumed.apply(from).labels());
    assertEquals(whole.curve(), resumed.curve());
  }

  @Test
  void whoStopsLearningLosesNoStep(@TempDir Path folder) {
    DatasetMapping kept = new NeuralMapping(quick(7), Parts.COMPUTE).keptIn(folder).orElseThrow();
    assertThrows(
        CancellationException.class,
        () ->
            kept.fit(
                from,
                to,
                1,
                at -> {
                  if (at.made() == 5) {
                    throw new CancellationException("stop");
                  }
                }));
    MapProblem problem = MapProblem.of(from, to, quick(7));
    NamedArrays state =
        new MapCheckpoint(
                folder, from.name() + " to " + to.name(), problem.fingerprint(quick(7), 1))
            .read()
            .orElseThrow();
    assertEquals(5, state.get("iteration").orElseThrow()[0]);
    NeuralMap whole = fit(quick(7));
    NeuralMap resumed = (NeuralMap) kept.fit(from, to, 1);
    assertArrayEquals(whole.apply(from).features().array(), resumed.apply(from).features().array());
    assertEquals(whole.curve(), resumed.curve());
  }

  @Test
  void whatWasLearnedBeforeTheFirstStepIsKeptAsWell(@TempDir Path folder) {
    DatasetMapping kept = new NeuralMapping(quick(3), Parts.COMPUTE).keptIn(folder).orElseThrow();
    int[] looks = {0};
    // While the classifier learns, nothing is kept.
    assertThrows(
        CancellationException.class,
        () -> Cancellation.during(() -> looks[0]++ == 3, () -> kept.fit(from, to, 1)));
    assertEquals(List.of(), List.of(folder.toFile().list()));
    assertThrows(
        IllegalStateException.class,
        () ->
            kept.fit(
                from,
                to,
                1,
                at -> {
                  throw new IllegalStateException("stop");
                }));
    assertArrayEquals(
        fit(quick(3)).apply(from).features().array(),
        kept.fit(from, to, 1).apply(from).features().array());
  }

  @Test
  void aFolderOfOnesOwnWins(@TempDir Path folder) {
    NeuralMapSettings own = quick(2).withCheckpoints(folder.resolve("own").toString(), 1);
    assertEquals(
        Optional.empty(), new NeuralMapping(own, Parts.COMPUTE).keptIn(folder.resolve("run")));
  }

  @Test
  void equalMapsMayBeLearnedSideBySide(@TempDir Path folder) throws Exception {
    DatasetMapping kept =
        new NeuralMapping(quick(40).withCheckpoints(folder.toString(), 1), Parts.COMPUTE);
    float[] alone = fit(quick(40)).apply(from).features().array();
    try (var threads = Executors.newFixedThreadPool(2)) {
      Callable<float[]> learning = () -> kept.fit(from, to, 1).apply(from).features().array();
      for (var learned : threads.invokeAll(List.of(learning, learning))) {
        assertArrayEquals(alone, learned.get());
      }
    }
  }

  @Test
  void theCheckpointOfAnotherMapIsRefused(@TempDir Path folder) throws IOException {
    NeuralMapSettings kept = quick(2).withCheckpoints(folder.toString(), 1);
    fit(kept);
    Path other = file(folder);
    new NeuralMapping(kept, Parts.COMPUTE).fit(from, to, 2);
    Path own;
    try (Stream<Path> files = Files.list(folder)) {
      own = files.filter(file -> !file.equals(other)).findFirst().orElseThrow();
    }
    Files.copy(own, other, StandardCopyOption.REPLACE_EXISTING);
    InvalidInputException error = assertThrows(InvalidInputException.class, () -> fit(kept));
    assertTrue(error.what().contains("other samples, or with other settings"), error.what());
    assertTrue(error.remedy().contains("begins anew"), error.remedy());
    Files.delete(other);
    fit(kept);
  }

  private static Path file(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void anyNumberOfThreadsLearnsTheSameMap() {
    LabeledDataset dark = images(new int[] {8, 8, 1}, 0.2, 1);
    LabeledDataset bright = images(new int[] {8, 8, 1}, 0.9, 2);
    NeuralMapSettings settings =
        quick(3).withNetworks(MapNetworks.UNET, 4).withSteps(100, 1e-3, 1e-3);
    NeuralMap one = new NeuralMapping(settings, threads(1)).fit(dark, bright, 1);
    for (int threads : List.of(2, 4)) {
      NeuralMap several = new NeuralMapping(settings, threads(threads)).fit(dark, bright, 1);
      assertEquals(one.curve(), several.curve());
      assertArrayEquals(one.apply(dark).features().array(), several.apply(dark).features().array());
      assertEquals(one.apply(dark).labels(), several.apply(dark).labels());
    }
  }

  private static Compute threads(int threads) {
    return new Compute(new JavaLinearAlgebra(1), threads, 1L << 30);
  }

  @Test
  void whatWasKeptIsOfOneSeedAndOneSetOfSettings(@TempDir Path folder) throws IOException {
    NeuralMapSettings kept = quick(2).withCheckpoints(folder.toString(), 1);
    fit(kept);
    fit(kept.withWeights(0.5, 0.1));
    new NeuralMapping(kept, Parts.COMPUTE).fit(from, to, 2);
    fit(quick(3).withCheckpoints(folder.toString(), 1)); // goes on from the first
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
  }

  @Test
  void aDamagedCheckpointIsRefused(@TempDir Path folder) throws IOException {
    NeuralMapSettings kept = quick(2).withCheckpoints(folder.toString(), 1);
    fit(kept);
    Path file = file(folder);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThrows(InvalidInputException.class, () -> fit(kept));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThrows(InvalidInputException.class, () -> fit(kept));
  }

  @Test
  void divergenceIsAnErrorThatSaysWhatToChange() {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> fit(quick(200).withSteps(16, 1000, 1000)));
    assertTrue(error.getMessage().contains("diverged in iteration"), error.getMessage());
    assertTrue(error.remedy().contains("map-rate"), error.remedy());
  }

  @Test
  void classesThatWereNotSeenAreRefusedUnlessTheMapIsOneOfFeatures() {
    int[] other = new int[from.size()];
    Arrays.fill(other, 77);
    LabeledDataset strangers = from.withLabels(Labels.hard(other));
    NeuralMap seeing = fit(quick(2));
    assertThrows(InvalidInputException.class, () -> seeing.apply(strangers));
    NeuralMap blind = fit(quick(2).withSeenLabels(false));
    assertArrayEquals(
        blind.apply(from).features().array(), blind.apply(strangers).features().array());
  }

  @Test
  void otherSeedsGiveOtherMaps() {
    NeuralMap other = new NeuralMapping(quick(5), Parts.COMPUTE).fit(from, to, 2);
    assertNotEquals(fit(quick(5)).apply(from).features(), other.apply(from).features());
  }

  @Test
  void imagesAreMappedByConvolutionsIntoTheirRange() {
    for (int[] sides : List.of(new int[] {8, 9, 1}, new int[] {16, 14, 3})) {
      LabeledDataset dark = images(sides, 0.2, 1);
      LabeledDataset bright = images(sides, 0.9, 2);
      NeuralMap map =
          new NeuralMapping(
                  quick(3).withNetworks(MapNetworks.UNET, 4).withSteps(8, 1e-2, 1e-3),
                  Parts.COMPUTE)
              .fit(dark, bright, 1);
      LabeledDataset mapped = map.apply(dark);
      assertEquals(bright.shape(), mapped.shape());
      for (float value : mapped.features().array()) {
        assertTrue(value >= 0 && value <= 1, "a pixel of " + value);
      }
      LabeledDataset alone = map.apply(dark.select(new int[] {3}));
      float[] among = mapped.features().row(3);
      for (int j = 0; j < among.length; j++) {
        assertEquals(among[j], alone.features().get(0, j), 1e-5);
      }
    }
  }

  @Test
  void aMapThatHasLearnedNothingButTheIdentityKeepsImages() {
    LabeledDataset dark = images(new int[] {8, 8, 3}, 0.2, 1);
    NeuralMapSettings settings =
        quick(1)
            .withNetworks(MapNetworks.UNET, 8)
            .withIterations(1, 1, 200, 1)
            .withSteps(8, 1e-9, 1e-9);
    Matrix images =
        new NeuralMapping(settings, Parts.COMPUTE)
            .fit(dark, images(new int[] {8, 8, 3}, 0.9, 2), 1)
            .apply(dark)
            .features();
    double error = 0;
    for (int i = 0; i < images.array().length; i++) {
      double offset = images.array()[i] - dark.features().array()[i];
      error += offset * offset / images.array().length;
    }
    assertTrue(Math.sqrt(error) < 0.05, "off by " + Math.sqrt(error));
  }

  /** The flatter the potential, the nearer the map stays to where its cost keeps it. */
  @Test
  void aPotentialThatIsHeldBackMovesLess() {
    NeuralMapSettings settings = quick(60).withWeights(0.1, 0).withIterations(60, 5, 200, 1);
    double free = moved(fit(settings.withSmoothness(0)));
    double held = moved(fit(settings.withSmoothness(1e4)));
    assertTrue(held < 0.5 * free, held + " of " + free);
  }

  private double moved(NeuralMap map) {
    return map.curve().stream().skip(40).mapToDouble(MapProgress::featureCost).average().orElse(0);
  }

  @Test
  void networksForImagesNeedImages() {
    assertThrows(
        InvalidInputException.class, () -> fit(quick(1).withNetworks(MapNetworks.UNET, 4)));
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThrows(InvalidInputException.class, () -> quick(0));
    assertThrows(InvalidInputException.class, () -> quick(1).withWeights(0, 1));
    assertThrows(InvalidInputException.class, () -> quick(1).withWeights(1, -1));
    assertThrows(InvalidInputException.class, () -> quick(1).withSmoothness(-1));
    assertThrows(InvalidInputException.class, () -> quick(1).withSteps(0, 1, 1));
    assertThrows(InvalidInputException.class, () -> quick(1).withSteps(1, Double.NaN, 1));
  }

  private static LabeledDataset images(int[] sides, double brightness, long seed) {
    RandomGenerator random = Parts.random(seed);
    FeatureShape shape = FeatureShape.image(sides[0], sides[1], sides[2]);
    int n = 12;
    float[] values = new float[n * shape.dimension()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.clamp(brightness + 0.1 * random.nextGaussian(), 0, 1);
    }
    int[] labels = new int[n];
    Arrays.setAll(labels, i -> i % 2);
    return LabeledDataset.of(
            "images", Matrix.wrap(n, shape.dimension(), values), Labels.hard(labels))
        .withShape(shape);
  }
}
