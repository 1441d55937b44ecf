package org.otium.app.experiment.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.FlowStep;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.app.cluster.LabelsWork;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.experiment.LoopCluster;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.machine.LinearAlgebraChoice;
import org.otium.app.machine.Machine;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestMachine;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;
import org.otium.data.npz.NpzFormat;
import org.otium.data.parquet.ParquetParts;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.spi.Kind;
import org.otium.testkit.Samples;

class LabelDistancesExperimentTest {
  private static final List<String> RESULTS =
      List.of(
          "classes.csv",
          "nearest.csv",
          "label-distances.csv",
          "label-distances.npz",
          "result.json");

  @TempDir private Path folder;

  private final LabeledDataset a = Samples.clouds(3, 3, 70, 4, 11).withName("a");
  private final LabeledDataset b = weighted(Samples.clouds(2, 2, 90, 4, 12)).withName("b");

  private static final class Quiet implements Progress {
    @Override
    public void phase(String what) {}

    @Override
    public void step(FlowStep step, long made, long total) {}

    @Override
    public void note(String message) {}

    @Override
    public void detail(String message) {}
  }

  private static LabeledDataset weighted(LabeledDataset data) {
    double[] masses = new double[data.size()];
    Arrays.setAll(masses, i -> 1 + i % 3);
    return data.withWeights(Weights.proportional(masses));
  }

  private static Workspace workspace(int threads) {
    PluginRegistry registry = PluginRegistry.discover(List.of());
    SettingsContext bare = registry.context(TestMachine.compute(), DatasetLookup.none());
    LinearAlgebra algebra =
        (LinearAlgebra)
            new SettingsBinder(bare).bindPlugin(Kind.LINEAR_ALGEBRA, "java", "java").value();
    Machine machine =
        new Machine(
            threads, 1 << 28, new LinearAlgebraChoice("java", algebra, "test"), Machine.ANY_DEVICE);
    SettingsContext plugins = registry.context(machine.compute(), DatasetLookup.none());
    return new Workspace(
        "test", machine, plugins, new DatasetLibrary(plugins), List.of("otium", "labels"));
  }

  private static LabelDistancesExperiment experiment(Workspace workspace) {
    return new LabelDistancesExperiment(workspace, new Quiet(), new StopSignal());
  }

  private Path compared(Workspace workspace, String out, Map<String, Object> tree, Path... data)
      throws IOException {
    Path to = folder.resolve(out);
    List<String> references = Stream.of(data).map(Path::toString).toList();
    RunOutcome outcome = experiment(workspace).run(references, tree, to);
    assertTrue(outcome.finished());
    assertFalse(Files.exists(to.resolve("parts")), "nothing but results is left");
    return to;
  }

  private Path inParts(LabeledDataset data, int... ends) throws IOException {
    Path parts = Files.createDirectory(folder.resolve(data.name() + ".parquet"));
    int from = 0;
    for (int k = 0; k < ends.length; k++) {
      int[] rows = IntStream.range(from, ends[k]).toArray();
      double[] masses =
          data.weights().isUniform()
              ? new double[0]
              : IntStream.of(rows).mapToDouble(data.weights()::get).toArray();
      ParquetParts.write(data.select(rows), masses, parts.resolve("part-0000" + k + ".parquet"));
      from = ends[k];
    }
    return parts;
  }

  private Path whole(LabeledDataset data) throws IOException {
    Path file = folder.resolve(data.name() + ".npz");
    new NpzFormat().write(data, file);
    return file;
  }

  private static double[] array(Path out, String file, String name) throws IOException {
    NpyArray array = NpzFile.read(out.resolve(file)).get(name);
    return array.toDoubles();
  }

  /** Weighted means and unbiased covariances of a class, by definition, in two passes. */
  private record Brute(double[] mean, double[] covariance, double share) {
    static Brute of(LabeledDataset data, int classId) {
      int d = data.dimension();
      double mass = 0;
      double squares = 0;
      double[] mean = new double[d];
      for (int i = 0; i < data.size(); i++) {
        double w = data.weights().get(i) * data.labels().share(i, classId);
        mass += w;
        squares += w * w;
        for (int j = 0; j < d; j++) {
          mean[j] += w * data.features().get(i, j);
        }
      }
      double total = mass;
      Arrays.setAll(mean, j -> mean[j] / total);
      double[] covariance = new double[d * d];
      for (int i = 0; i < data.size(); i++) {
        double w = data.weights().get(i) * data.labels().share(i, classId);
        for (int j = 0; j < d; j++) {
          for (int l = 0; l < d; l++) {
            covariance[j * d + l] +=
                w
                    * (data.features().get(i, j) - mean[j])
                    * (data.features().get(i, l) - mean[l])
                    / (mass - squares / mass);
          }
        }
      }
      return new Brute(mean, covariance, mass);
    }
  }

  private static void assertStatistics(LabeledDataset data, Path out, double tolerance)
      throws IOException {
    String file = "statistics-" + data.name() + ".npz";
    int d = data.dimension();
    int[] ids = data.classIds();
    double[] means = array(out, file, "means");
    double[] covariances = array(out, file, "covariances");
    double[] weights = array(out, file, "weights");
    for (int k = 0; k < ids.length; k++) {
      Brute brute = Brute.of(data, ids[k]);
      assertEquals(brute.share(), weights[k], 1e-12, "weight of class " + ids[k]);
      assertArrayEquals(
          brute.mean(), Arrays.copyOfRange(means, k * d, k * d + d), tolerance, "mean");
      assertArrayEquals(
          brute.covariance(),
          Arrays.copyOfRange(covariances, k * d * d, (k + 1) * d * d),
          tolerance,
          "covariance");
    }
  }

  private static LoopCluster cluster(int most) {
    return new LoopCluster(new LabelsWork(), most);
  }

  @Test
  void statisticsAreThoseOfTheDefinition() throws IOException {
    Path out = compared(workspace(2), "out", Map.of(), inParts(a, 40, 90, a.size()), whole(b));
    assertStatistics(a, out, 1e-10);
    assertStatistics(b, out, 1e-10);
  }

  @Test
  void softLabelsCountByTheirShares() throws IOException {
    int[] ids = {3, 8};
    float[] shares = new float[2 * a.size()];
    for (int i = 0; i < a.size(); i++) {
      shares[2 * i] = (i % 5) / 4f;
      shares[2 * i + 1] = 1 - shares[2 * i];
    }
    LabeledDataset soft =
        a.withLabels(Labels.soft(ids, Matrix.wrap(a.size(), 2, shares))).withName("soft");
    Path out = compared(workspace(1), "out", Map.of(), whole(soft));
    assertStatistics(soft, out, 1e-10);
  }

  @Test
  void largeOffsetsCostNoDigits() throws IOException {
    // Deviations of about 1e-2 of a unit in the last place of a square of the mean.
    float offset = 1 << 20;
    float[] moved = a.features().array().clone();
    for (int i = 0; i < moved.length; i++) {
      // Whole numbers, which floats of that size hold exactly.
      moved[i] = Math.round(8 * moved[i]);
    }
    LabeledDataset near = a.withFeatures(Matrix.wrap(a.size(), 4, moved.clone())).withName("near");
    for (int i = 0; i < moved.length; i++) {
      moved[i] += offset;
    }
    LabeledDataset far = a.withFeatures(Matrix.wrap(a.size(), 4, moved)).withName("far");
    int n = a.size();
    Path out =
        compared(
            workspace(2),
            "out",
            Map.of(),
            inParts(near, 1, 40, 90, n - 1, n),
            inParts(far, 1, 40, 90, n - 1, n));
    double[] expected = array(out, "statistics-near.npz", "covariances");
    double[] found = array(out, "statistics-far.npz", "covariances");
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertArrayEquals(expected, found, 1e-9 * largest);
    // Covariances are alike, so that a class and itself elsewhere are as far as their means are.
    double[] squared = array(out, "label-distances.npz", "squared");
    int classes = a.classIds().length;
    double gap = 4.0 * offset * offset;
    for (int k = 0; k < classes; k++) {
      assertEquals(gap, squared[k * 2 * classes + classes + k], 1e-9 * gap);
    }
  }

  @Test
  void distancesOfDiagonalGaussiansAreTheirClosedForm() throws IOException {
    Path out =
        compared(
            workspace(1),
            "out",
            Map.of(
                "covariances",
                "diagonal",
                "label-distance",
                Map.of("name", "gaussian", "covariance", "diagonal")),
            whole(a),
            whole(b));
    List<Brute> all = new ArrayList<>();
    for (LabeledDataset data : List.of(a, b)) {
      for (int id : data.classIds()) {
        all.add(Brute.of(data, id));
      }
    }
    double[] squared = array(out, "label-distances.npz", "squared");
    int d = a.dimension();
    for (int k = 0; k < all.size(); k++) {
      for (int l = 0; l < all.size(); l++) {
        double expected = 0;
        for (int j = 0; j < d; j++) {
          double gap = all.get(k).mean()[j] - all.get(l).mean()[j];
          double deviations =
              Math.sqrt(all.get(k).covariance()[j * d + j])
                  - Math.sqrt(all.get(l).covariance()[j * d + j]);
          expected += gap * gap + deviations * deviations;
        }
        assertEquals(expected, squared[k * all.size() + l], 1e-9);
      }
    }
    assertEquals(d * 3, array(out, "statistics-a.npz", "variances").length);
  }

  @Test
  void matricesAreSymmetricWithZerosOnTheDiagonal() throws IOException {
    for (String distance : List.of("gaussian", "means", "sliced", "wasserstein")) {
      Path out =
          compared(
              workspace(2),
              distance,
              Map.of("label-distance", distance, "samples", 40),
              distance.equals("gaussian") ? whole(a) : folder.resolve("a.npz"),
              distance.equals("gaussian") ? whole(b) : folder.resolve("b.npz"));
      double[] squared = array(out, "label-distances.npz", "squared");
      int n = 5;
      for (int k = 0; k < n; k++) {
        assertEquals(0, squared[k * n + k], 0, distance);
        for (int l = 0; l < k; l++) {
          assertTrue(squared[k * n + l] > 0, distance);
          assertEquals(squared[k * n + l], squared[l * n + k], 0, distance);
        }
      }
    }
  }

  @Test
  void aDatasetIsAtNoDistanceFromItself() throws IOException {
    Path file = whole(a);
    Path out = compared(workspace(1), "out", Map.of(), file, file);
    double[] squared = array(out, "label-distances.npz", "squared");
    for (int k = 0; k < 3; k++) {
      assertEquals(0, squared[k * 6 + 3 + k], 1e-9);
      for (int l = 0; l < 3; l++) {
        assertEquals(squared[k * 6 + l], squared[k * 6 + 3 + l], 1e-9);
      }
    }
    assertTrue(Files.exists(out.resolve("statistics-a.npz")));
    assertTrue(Files.exists(out.resolve("statistics-a-2.npz")), "the second of that name");
  }

  @Test
  void theOrderOfSamplesDoesNotMatter() throws IOException {
    List<Integer> order = new ArrayList<>(IntStream.range(0, a.size()).boxed().toList());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    Collections.shuffle(order, random);
    LabeledDataset shuffled =
        a.select(order.stream().mapToInt(Integer::intValue).toArray()).withName("shuffled");
    Path one = compared(workspace(1), "one", Map.of(), whole(a), whole(b));
    Path other =
        compared(workspace(1), "other", Map.of(), whole(shuffled), folder.resolve("b.npz"));
    assertArrayEquals(
        array(one, "label-distances.npz", "squared"),
        array(other, "label-distances.npz", "squared"),
        1e-9);
  }

  @Test
  void otherIdsOfClassesPermuteTheMatrix() throws IOException {
    int[] ids = IntStream.range(0, a.size()).map(i -> 100 - 2 * a.labels().classOf(i)).toArray();
    LabeledDataset turned = a.withLabels(Labels.hard(ids)).withName("turned");
    double[] before =
        array(compared(workspace(1), "one", Map.of(), whole(a)), "label-distances.npz", "squared");
    double[] after =
        array(
            compared(workspace(1), "other", Map.of(), whole(turned)),
            "label-distances.npz",
            "squared");
    for (int k = 0; k < 3; k++) {
      for (int l = 0; l < 3; l++) {
        assertEquals(before[k * 3 + l], after[(2 - k) * 3 + 2 - l], 1e-9);
      }
    }
  }

  private static Map<String, byte[]> results(Path out) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (RESULTS.contains(name) || name.startsWith("statistics-")) {
          all.put(name, Files.readAllBytes(file));
        }
      }
    }
    return all;
  }

  private static void assertSame(Path first, Path second) throws IOException {
    Map<String, byte[]> one = results(first);
    Map<String, byte[]> other = results(second);
    assertTrue(one.size() > RESULTS.size(), one.keySet().toString());
    assertEquals(one.keySet(), other.keySet());
    one.forEach((name, content) -> assertArrayEquals(content, other.get(name), name));
  }

  @Test
  void anyNumberOfThreadsAndAClusterGiveTheSameBytes() throws IOException {
    Path parts = inParts(a, 1, 40, 90, 91, a.size());
    Path file = whole(b);
    Path here = compared(workspace(1), "here", Map.of(), parts, file);
    assertSame(here, compared(workspace(3), "threads", Map.of(), parts, file));
    LoopCluster cluster = cluster(Integer.MAX_VALUE);
    assertSame(here, compared(workspace(1).on(cluster), "there", Map.of(), parts, file));
    assertEquals(
        List.of("STATISTICS 1", "STATISTICS 0", "DISTANCES 1 1", "DISTANCES 0 1", "DISTANCES 0 0"),
        cluster.done);
  }

  @Test
  void whatComparesSamplesIsDoneOnAClusterToo() throws IOException {
    Map<String, Object> tree = Map.of("label-distance", "sliced");
    Path parts = inParts(a, 40, a.size());
    Path file = whole(b);
    Path here = compared(workspace(1), "here", tree, parts, file);
    LoopCluster cluster = cluster(Integer.MAX_VALUE);
    assertSame(here, compared(workspace(1).on(cluster), "there", tree, parts, file));
  }

  @Test
  void runThatWasStoppedGoesOnToTheSameBytes() throws IOException {
    Path parts = inParts(a, 40, a.size());
    Path file = whole(b);
    Path here = compared(workspace(1), "here", Map.of(), parts, file);
    List<String> references = List.of(parts.toString(), file.toString());
    for (int most = 0; most < 5; most++) {
      Path out = folder.resolve("stopped-" + most);
      LoopCluster some = cluster(most);
      assertFalse(experiment(workspace(1).on(some)).run(references, Map.of(), out).finished());
      LoopCluster rest = cluster(Integer.MAX_VALUE);
      RunOutcome outcome = experiment(workspace(1).on(rest)).resume(out);
      assertTrue(outcome.finished());
      assertTrue(Collections.disjoint(some.done, rest.done), "nothing is made twice");
      assertSame(here, out);
      assertThrows(InvalidInputException.class, () -> experiment(workspace(1)).resume(out));
    }
  }

  @Test
  void runGoesOnWithNothingButWhatItBeganWith() throws IOException {
    Path file = whole(b);
    Path out = folder.resolve("out");
    LoopCluster some = cluster(1);
    experiment(workspace(1).on(some)).run(List.of(file.toString()), Map.of(), out);
    Files.delete(file);
    new NpzFormat().write(b.select(IntStream.range(0, 100).toArray()).withName("b"), file);
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> experiment(workspace(1)).resume(out));
    assertTrue(refused.what().contains("began with"), refused.what());
  }

  @Test
  void filesThatAreGoneSinceTheRunBeganAreNamed() throws IOException {
    Path parts = inParts(a, 40, 90, a.size());
    Path file = whole(b);
    Path out = folder.resolve("out");
    experiment(workspace(1).on(cluster(1)))
        .run(List.of(parts.toString(), file.toString()), Map.of(), out);
    Path broken = parts.resolve("part-00001.parquet");
    byte[] bytes = Files.readAllBytes(broken);
    Files.write(broken, Arrays.copyOf(bytes, bytes.length - 20));
    InvalidInputException damaged =
        assertThrows(InvalidInputException.class, () -> experiment(workspace(1)).resume(out));
    assertTrue(damaged.what().contains("part-00001"), damaged.what());
    assertTrue(damaged.remedy().contains("in another folder"), damaged.remedy());
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> experiment(workspace(1)).resume(out, true));
    assertTrue(refused.what().contains("part-00001"), refused.what());
    assertFalse(refused.what().contains("part-00000"), refused.what());
    assertTrue(refused.remedy().contains("another folder"), refused.remedy());
    Files.write(broken, bytes);
    assertTrue(experiment(workspace(1)).resume(out).finished());
    assertSame(compared(workspace(1), "here", Map.of(), parts, file), out);
  }

  @Test
  void damagedFileIsNamedOrLeftOut() throws IOException {
    Path parts = inParts(a, 40, 90, a.size());
    Path damaged = parts.resolve("part-00001.parquet");
    byte[] bytes = Files.readAllBytes(damaged);
    // The footer is whole, so that what is wrong is found only when the pages are read.
    for (int i = 8; i < bytes.length / 2; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
    Files.write(damaged, bytes);
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () ->
                experiment(workspace(1))
                    .run(List.of(parts.toString()), Map.of(), folder.resolve("refused")));
    assertTrue(refused.what().contains("part-00001"), refused.what());
    RunOutcome outcome =
        experiment(workspace(1))
            .run(List.of("parquet{damaged: leave-out}:" + parts), Map.of(), folder.resolve("rest"));
    assertTrue(outcome.finished());
    assertTrue(
        outcome.warnings().stream().anyMatch(line -> line.contains("part-00001")),
        outcome.warnings().toString());
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    // Footers and headers of pages are whole, so that it is found only when values are read.
    for (int at = 60; at < 90; at++) {
      bytes[at] ^= 0x55;
    }
    Files.write(file, bytes);
  }

  private static InvalidInputException refused(
      Workspace workspace, List<String> references, Path out) {
    return assertThrows(
        InvalidInputException.class, () -> experiment(workspace).run(references, Map.of(), out));
  }

  @Test
  void damagedFilesAreToldAtOnceAndOtherDatasetsAreKept() throws IOException {
    Path one = inParts(a, 40, 90, 120, a.size());
    Path other = inParts(b.withName("other"), 50, b.size());
    Path file = whole(b);
    List<String> references = List.of(one.toString(), file.toString(), other.toString());
    Path sound = compared(workspace(1), "sound", Map.of(), one, file, other);
    byte[] before = Files.readAllBytes(one.resolve("part-00001.parquet"));
    byte[] second = Files.readAllBytes(one.resolve("part-00003.parquet"));
    byte[] third = Files.readAllBytes(other.resolve("part-00001.parquet"));
    damage(one.resolve("part-00001.parquet"));
    damage(one.resolve("part-00003.parquet"));
    damage(other.resolve("part-00001.parquet"));
    Path again = folder.resolve("again");
    Path without = folder.resolve("without");
    for (Path out : List.of(again, without)) {
      Workspace there = workspace(1).on(cluster(Integer.MAX_VALUE));
      InvalidInputException refused =
          refused(out.equals(again) ? there : workspace(2), references, out);
      assertTrue(refused.what().contains("a.parquet/part-00001"), refused.what());
      assertTrue(refused.what().contains("part-00003"), refused.what());
      assertTrue(refused.what().contains("other.parquet/part-00001"), refused.what());
      assertTrue(refused.remedy().contains("--leave-out-damaged"), refused.remedy());
      assertTrue(refused.remedy().contains("--resume " + out), refused.remedy());
    }
    LoopCluster rest = cluster(Integer.MAX_VALUE);
    RunOutcome left = experiment(workspace(1).on(rest)).resume(without, true);
    assertTrue(left.finished());
    assertEquals(3, left.warnings().stream().filter(line -> line.startsWith("Left out")).count());
    assertFalse(rest.done.contains("STATISTICS 1"), "what was kept is not made again");
    Files.write(one.resolve("part-00001.parquet"), before);
    Files.write(one.resolve("part-00003.parquet"), second);
    Files.write(other.resolve("part-00001.parquet"), third);
    assertTrue(experiment(workspace(1)).resume(again).finished());
    assertSame(sound, again);
  }

  @Test
  void filesWithoutFootersAreToldAtOnceOrLeftOut() throws IOException {
    Path one = inParts(a, 40, 90, a.size());
    Path other = inParts(b, 50, b.size());
    for (Path broken :
        List.of(one.resolve("part-00001.parquet"), other.resolve("part-00000.parquet"))) {
      byte[] bytes = Files.readAllBytes(broken);
      Files.write(broken, Arrays.copyOf(bytes, bytes.length - 20));
    }
    List<String> references = List.of(one.toString(), other.toString());
    Path out = folder.resolve("out");
    InvalidInputException refused = refused(workspace(1), references, out);
    assertTrue(refused.what().contains("a.parquet/part-00001"), refused.what());
    assertTrue(refused.what().contains("b.parquet/part-00000"), refused.what());
    assertTrue(refused.remedy().contains("--leave-out-damaged"), refused.remedy());
    assertFalse(Files.exists(out), "nothing is left");
    RunOutcome outcome = experiment(workspace(1)).run(references, Map.of(), out, true);
    assertTrue(outcome.finished());
    assertEquals(
        2, outcome.warnings().stream().filter(line -> line.startsWith("Left out")).count());
  }

  @Test
  void allUnlikeShapesAreToldBeforeTheClusterIsAsked() throws IOException {
    LabeledDataset wide = Samples.clouds(2, 2, 30, 6, 1).withName("wide");
    LabeledDataset narrow = Samples.clouds(2, 2, 30, 3, 1).withName("narrow");
    LoopCluster cluster = cluster(Integer.MAX_VALUE);
    List<String> references =
        List.of(
            inParts(wide, wide.size()).toString(),
            inParts(narrow, narrow.size()).toString(),
            inParts(a, a.size()).toString());
    InvalidInputException refused =
        refused(workspace(1).on(cluster), references, folder.resolve("out"));
    assertTrue(refused.what().contains("'wide' has 6 features"), refused.what());
    assertTrue(refused.what().contains("'narrow' has 3 features"), refused.what());
    assertEquals(List.of(), cluster.done);
  }

  @Test
  void oneClassInAllIsRefused() throws IOException {
    LabeledDataset one = a.withLabels(Labels.hard(new int[a.size()])).withName("one");
    Path file = whole(one);
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () ->
                experiment(workspace(1))
                    .run(List.of(file.toString()), Map.of(), folder.resolve("out")));
    assertTrue(refused.what().contains("one class"), refused.what());
  }

  @Test
  void otherFeaturesAreRefused() throws IOException {
    LabeledDataset wide = Samples.clouds(2, 2, 30, 6, 1).withName("wide");
    List<String> references = List.of(inParts(wide, wide.size()).toString(), whole(a).toString());
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> experiment(workspace(1)).run(references, Map.of(), folder.resolve("out")));
    assertTrue(refused.what().contains("'wide' has 6 features"), refused.what());
    assertFalse(Files.exists(folder.resolve("out")), "nothing is left");
  }
}
