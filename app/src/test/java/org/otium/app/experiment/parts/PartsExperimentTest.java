package org.otium.app.experiment.parts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.FlowStep;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.LinearAlgebra;
import org.otium.api.Weights;
import org.otium.app.cluster.PartsWork;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.experiment.LoopCluster;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.interpolation.InterpolateExperiment;
import org.otium.app.experiment.interpolation.ProjectionNumbers;
import org.otium.app.machine.LinearAlgebraChoice;
import org.otium.app.machine.Machine;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestMachine;
import org.otium.app.runs.Json;
import org.otium.data.npz.NpzFormat;
import org.otium.data.parquet.ParquetFormat;
import org.otium.data.parquet.ParquetParts;
import org.otium.interpolation.TransportMetric;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.spi.Kind;
import org.otium.testkit.Samples;

class PartsExperimentTest {
  @TempDir private Path folder;

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

  private static Workspace workspace() {
    PluginRegistry registry = PluginRegistry.discover(List.of());
    SettingsContext bare = registry.context(TestMachine.compute(), DatasetLookup.none());
    LinearAlgebra algebra =
        (LinearAlgebra)
            new SettingsBinder(bare).bindPlugin(Kind.LINEAR_ALGEBRA, "java", "java").value();
    Machine machine =
        new Machine(
            1, 1 << 28, new LinearAlgebraChoice("java", algebra, "test"), Machine.ANY_DEVICE);
    SettingsContext plugins = registry.context(machine.compute(), DatasetLookup.none());
    return new Workspace(
        "test", machine, plugins, new DatasetLibrary(plugins), List.of("otium", "interpolate"));
  }

  private Path inParts(String name, LabeledDataset data, int... ends) throws IOException {
    Path parts = Files.createDirectory(folder.resolve(name + ".parquet"));
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
    Files.createFile(parts.resolve("_SUCCESS"));
    return parts;
  }

  private static Map<String, Object> settings(int batch, double labelWeight) {
    Map<String, Object> mapping =
        Map.of("name", "barycentric", "batch-size", batch, "label-weight", labelWeight);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("weights", List.of(0.25, 0.75));
    settings.put("seed", 7);
    settings.put("interpolation", Map.of("name", "generalized-geodesic", "mapping", mapping));
    return settings;
  }

  private PartsExperiment experiment(Workspace workspace, LoopCluster cluster) {
    return new PartsExperiment(workspace, cluster, new Quiet(), new StopSignal(), 64);
  }

  private static Map<String, byte[]> bytes(Path path) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        all.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return all;
  }

  private static List<String> names(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return new ArrayList<>(files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  private static void assertSame(Path first, Path second) throws IOException {
    Map<String, byte[]> a = bytes(first);
    Map<String, byte[]> b = bytes(second);
    assertEquals(a.keySet(), b.keySet());
    a.forEach((name, content) -> assertArrayEquals(content, b.get(name), name));
  }

  private final LabeledDataset q = Samples.clouds(3, 3, 70, 4, 11).withName("q");
  private final LabeledDataset a = Samples.clouds(2, 2, 90, 4, 12).withName("a");
  private final LabeledDataset b = weighted(a).withName("b");

  private static LabeledDataset weighted(LabeledDataset data) {
    double[] masses = new double[data.size()];
    Arrays.setAll(masses, i -> 1 + i % 3);
    return data.withWeights(Weights.proportional(masses));
  }

  /** The three datasets in files of uneven sizes: the target, then the others. */
  private List<Path> datasets() throws IOException {
    return List.of(
        inParts("q", q, 40, 90, q.size()),
        inParts("a", a, 110, a.size()),
        inParts("b", b, 17, a.size()));
  }

  private RunOutcome run(
      Workspace workspace,
      LoopCluster cluster,
      List<Path> paths,
      Map<String, Object> tree,
      Path out)
      throws IOException {
    return experiment(workspace, cluster)
        .run(
            paths.getFirst().toString(),
            paths.subList(1, paths.size()).stream().map(Path::toString).toList(),
            tree,
            out,
            false);
  }

  /**
   * Without label distances every number is that of one machine to the last bit, in one block and
   * in many; with them they differ by what moments round.
   */
  private static LoopCluster cluster(int most) {
    return new LoopCluster(new PartsWork(), most);
  }

  @Test
  void theResultIsThatOfOneMachine() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    for (double labelWeight : new double[] {0, 1}) {
      for (int batch : new int[] {10_000, 50}) {
        Path out = folder.resolve("out-" + batch + "-" + labelWeight);
        Map<String, Object> tree = settings(batch, labelWeight);
        RunOutcome outcome = run(workspace, cluster(1 << 20), paths, tree, out);
        assertTrue(outcome.finished());
        LabeledDataset made = new ParquetFormat().read(out.resolve(WorkFiles.RESULT));
        LabeledDataset wanted = local(workspace, tree, q, List.of(a, b));
        assertEquals(wanted.classNames(), made.classNames());
        if (labelWeight == 0) {
          assertEquals(wanted.features(), made.features());
          assertEquals(wanted.labels(), made.labels());
        } else {
          assertClose(wanted.features().array(), made.features().array(), 1e-5);
        }
        assertTrue(Files.exists(out.resolve(WorkFiles.RESULT).resolve("_SUCCESS")));
        assertFalse(Files.exists(out.resolve("parts")));
        assertTrue(bytes(out.resolve(WorkFiles.RESULT)).size() > 2, "more than one file");
      }
    }
  }

  /** Sums over other chunks of samples differ in the last digits, and label distances as above. */
  @Test
  void weightsThatComeNearestAreThoseOfOneMachine() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    LabeledDataset c = Samples.clouds(2, 2, 80, 4, 13).withName("c");
    paths = List.of(paths.getFirst(), paths.get(1), paths.get(2), inParts("c", c, 33, c.size()));
    for (double labelWeight : new double[] {0, 1}) {
      Map<String, Object> tree = settings(50, labelWeight);
      tree.remove("weights");
      Path out = folder.resolve("auto-" + labelWeight);
      assertTrue(run(workspace, cluster(1 << 20), paths, tree, out).finished());
      Interpolation.Projection wanted =
          geodesic(workspace, tree).prepare(List.of(a, b, c), q, 7).projection().orElseThrow();
      double[][] squared = ProjectionNumbers.square(wanted);
      List<String> lines = Files.readAllLines(out.resolve("squared-distances.csv"));
      assertEquals(5, lines.size());
      for (int i = 0; i < 4; i++) {
        String[] cells = lines.get(i + 1).split(",", -1);
        for (int j = 0; j < 4; j++) {
          double found = Double.parseDouble(cells[j + 1]);
          assertEquals(squared[i][j], found, 1e-5 * (1 + squared[i][j]), i + " " + j);
        }
      }
      assertTrue(squared[0][1] > 0 && squared[2][3] > 0);
      List<String> weights = Files.readAllLines(out.resolve("weights.csv"));
      for (int i = 0; i < 3; i++) {
        double found = Double.parseDouble(weights.get(i + 1).split(",", -1)[1]);
        assertEquals(wanted.weights().get(i), found, 1e-4);
      }
      LabeledDataset made = new ParquetFormat().read(out.resolve(WorkFiles.RESULT));
      LabeledDataset there =
          geodesic(workspace, tree).prepare(List.of(a, b, c), q, 7).at(wanted.weights());
      assertClose(there.features().array(), made.features().array(), 1e-3);
    }
  }

  @Test
  void aTargetThatIsAmongTheDatasetsStaysWhereItIs() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    Path out = folder.resolve("out");
    Map<String, Object> tree = settings(50, 0);
    run(
        workspace,
        cluster(1 << 20),
        List.of(paths.getFirst(), paths.getFirst(), paths.get(1)),
        tree,
        out);
    LabeledDataset made = new ParquetFormat().read(out.resolve(WorkFiles.RESULT));
    LabeledDataset wanted = local(workspace, tree, q, List.of(q, a));
    assertEquals(wanted.features(), made.features());
    assertEquals(wanted.labels(), made.labels());
  }

  @Test
  void samplesOfTheTargetKeepTheirWeights() throws IOException {
    Workspace workspace = workspace();
    LabeledDataset heavy = weighted(q).withName("heavy");
    Path out = folder.resolve("out");
    Map<String, Object> tree = settings(50, 0);
    run(
        workspace,
        cluster(1 << 20),
        List.of(
            inParts("heavy", heavy, 90, q.size()),
            inParts("a", a, a.size()),
            inParts("b", b, 9, b.size())),
        tree,
        out);
    LabeledDataset made = new ParquetFormat().read(out.resolve(WorkFiles.RESULT));
    assertEquals(local(workspace, tree, heavy, List.of(a, b)).features(), made.features());
    assertArrayEquals(heavy.weights().toArray(), made.weights().toArray(), 1e-15);
  }

  /** Wherever a run is stopped, going on makes the same bytes and nothing that is there again. */
  @Test
  void aRunThatWasStoppedGoesOn() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    Map<String, Object> tree = settings(50, 1);
    Path whole = folder.resolve("whole");
    LoopCluster once = cluster(1 << 20);
    run(workspace, once, paths, tree, whole);
    int all = once.done.size();
    for (int most : new int[] {0, 3, all / 2, all - 5, all - 1}) {
      Path out = folder.resolve("stopped-" + most);
      LoopCluster first = cluster(most);
      assertFalse(run(workspace, first, paths, tree, out).finished());
      LoopCluster second = cluster(1 << 20);
      assertTrue(experiment(workspace, second).resume(out, false).finished());
      assertSame(whole.resolve(WorkFiles.RESULT), out.resolve(WorkFiles.RESULT));
      // Moments of a dataset are one result of all its files, of which at most three were begun.
      assertTrue(first.done.size() + second.done.size() <= all + 3, first.done + " " + second.done);
    }
    assertThrows(
        InvalidInputException.class, () -> experiment(workspace, once).resume(whole, false));
  }

  @Test
  void aRunDoesNotGoOnWithOtherFiles() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    Path out = folder.resolve("out");
    run(workspace, cluster(9), paths, settings(50, 1), out);
    ParquetParts.write(a, a.weights().toArray(), paths.get(1).resolve("part-00009.parquet"));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> experiment(workspace, cluster(1 << 20)).resume(out, false));
    assertTrue(e.what().contains("began with"), e.what());
  }

  @Test
  void aDamagedFileIsNamedOrLeftOut() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    Path bad = paths.get(1).resolve("part-00001.parquet");
    byte[] bytes = Files.readAllBytes(bad);
    for (int at = 60; at < 90; at++) {
      bytes[at] ^= 0x55;
    }
    Files.write(bad, bytes);
    Path out = folder.resolve("out");
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> run(workspace, cluster(99), paths, settings(50, 0), out));
    assertTrue(e.what().contains("part-00001.parquet"), e.what());
    assertTrue(e.remedy().contains("leave-out"), e.remedy());
    List<String> from =
        List.of("parquet{damaged: leave-out}:" + paths.get(1), paths.get(2).toString());
    Path second = folder.resolve("second");
    RunOutcome outcome =
        experiment(workspace, cluster(999))
            .run(paths.getFirst().toString(), from, settings(50, 0), second, false);
    assertTrue(outcome.warnings().getFirst().contains("part-00001.parquet"), outcome.toString());
    LabeledDataset rest = a.select(IntStream.range(0, 110).toArray());
    assertEquals(
        local(workspace, settings(50, 0), q, List.of(rest, b)).features(),
        new ParquetFormat().read(second.resolve(WorkFiles.RESULT)).features());
  }

  /** All datasets side by side: as many jobs for two as for a thousand. */
  @Test
  void eachStepIsOneJobAndTheTargetIsSentOnce() throws IOException {
    Workspace workspace = workspace();
    LabeledDataset c = Samples.clouds(2, 2, 80, 4, 13).withName("c");
    List<Path> paths =
        List.of(
            inParts("q", q, 40, 90, q.size()),
            inParts("a", a, 110, a.size()),
            inParts("c", c, 33, c.size()));
    LoopCluster given = cluster(1 << 20);
    run(workspace, given, paths, settings(50, 1), folder.resolve("given"));
    assertEquals(
        List.of("LOOK", "READ", "LABELS", "METRIC_LABELS", "FIRST", "BLOCKS", "GATHER", "SHOWN"),
        given.jobs);
    // Both maps cut the target into the same blocks, of which the first is not sent.
    int sent = 0;
    for (Map.Entry<String, Integer> piece : given.sent.entrySet()) {
      sent += piece.getKey().startsWith("BLOCKS source") ? piece.getValue() : 0;
    }
    assertTrue(sent > 0 && sent < q.size(), sent + " of " + q.size());
    Map<String, Object> auto = settings(50, 1);
    auto.remove("weights");
    LoopCluster found = cluster(1 << 20);
    run(workspace, found, paths, auto, folder.resolve("auto"));
    assertEquals(9, found.jobs.size());
    assertTrue(found.jobs.contains("SYNTHESIS"));
  }

  /** But for the samples, which are in Parquet files. */
  @Test
  void theFilesAreThoseOfOneMachine() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    Map<String, Object> tree = settings(50, 0);
    Path there = folder.resolve("there");
    RunOutcome parted = run(workspace, cluster(1 << 20), paths, tree, there);
    Path here = folder.resolve("here");
    RunOutcome local =
        new InterpolateExperiment(workspace, new Quiet(), new StopSignal())
            .run(
                paths.getFirst().toString(),
                paths.subList(1, 3).stream().map(Path::toString).toList(),
                tree,
                here);
    List<String> wanted = names(here);
    wanted.removeIf(name -> name.startsWith("synthetic"));
    List<String> found = names(there);
    found.remove(WorkFiles.RESULT);
    assertEquals(wanted, found);
    // What each map costs is told where it is at hand as a whole.
    assertEquals(local.summary().subList(0, 2), parted.summary());
    Map<String, Object> numbers = Json.read(here.resolve("result.json"));
    Map<String, Object> others = Json.read(there.resolve("result.json"));
    Set<String> keys = new TreeSet<>(numbers.keySet());
    keys.remove("maps");
    assertEquals(keys, new TreeSet<>(others.keySet()));
    for (String key : List.of("target", "from", "weights", "samples", "classes", "convex")) {
      assertEquals(numbers.get(key), others.get(key), key);
    }
    double squared = ((Number) numbers.get("squared")).doubleValue();
    assertEquals(squared, ((Number) others.get("squared")).doubleValue(), 1e-5 * (1 + squared));
    Map<String, Object> manifest = Json.read(here.resolve("manifest.json"));
    Map<String, Object> other = Json.read(there.resolve("manifest.json"));
    assertEquals(manifest.get("settings"), other.get("settings"));
    assertEquals(manifest.get("plugins"), other.get("plugins"));
    Map<?, ?> inputs = (Map<?, ?>) manifest.get("inputs");
    Map<?, ?> otherInputs = (Map<?, ?>) other.get("inputs");
    assertEquals(inputs.keySet(), otherInputs.keySet());
    assertEquals(
        ((Map<?, ?>) inputs.get("a")).keySet(), ((Map<?, ?>) otherInputs.get("a")).keySet());
    assertArrayEquals(
        Files.readAllBytes(here.resolve("scatter-along.png")),
        Files.readAllBytes(there.resolve("scatter-along.png")));
    String report = Files.readString(there.resolve("report.html"));
    assertTrue(report.contains("synthetic.parquet"), "where the samples are");
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 60; at < 90; at++) {
      bytes[at] ^= 0x55;
    }
    Files.write(file, bytes);
  }

  @Test
  void allDamagedFilesAreNamedAndLeftOutByGoingOn() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths =
        List.of(
            inParts("q", q, 40, 90, q.size()),
            inParts("a", a, 60, 110, a.size()),
            inParts("b", b, 17, a.size()));
    damage(paths.getFirst().resolve("part-00002.parquet"));
    damage(paths.get(1).resolve("part-00001.parquet"));
    Path out = folder.resolve("out");
    LoopCluster first = cluster(999);
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> run(workspace, first, paths, settings(50, 0), out));
    assertTrue(e.what().contains("q.parquet/part-00002.parquet"), e.what());
    assertTrue(e.what().contains("a.parquet/part-00001.parquet"), e.what());
    assertTrue(e.remedy().contains("--resume " + out + " --leave-out-damaged"), e.remedy());
    assertEquals(8, first.done.size());
    LoopCluster second = cluster(999);
    RunOutcome outcome = experiment(workspace, second).resume(out, true);
    assertTrue(outcome.finished());
    assertEquals(2, outcome.warnings().stream().filter(w -> w.startsWith("Left out")).count());
    // No file is looked at again.
    assertEquals(0, second.done.stream().filter(piece -> piece.startsWith("LOOK")).count());
    LabeledDataset some = q.select(IntStream.range(0, 90).toArray());
    int[] left = IntStream.range(0, a.size()).filter(i -> i < 60 || i >= 110).toArray();
    assertEquals(
        local(workspace, settings(50, 0), some, List.of(a.select(left), b)).features(),
        new ParquetFormat().read(out.resolve(WorkFiles.RESULT)).features());
  }

  /** A file that is damaged under way costs what was made of its dataset, and no more. */
  @Test
  void whatFollowedFromAFileThatIsLeftOutIsMadeAgain() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    Path out = folder.resolve("out");
    LoopCluster first = cluster(16);
    assertFalse(run(workspace, first, paths, settings(50, 1), out).finished());
    assertTrue(first.jobs.contains("FIRST"), first.jobs.toString());
    Path bad = paths.get(1).resolve("part-00001.parquet");
    byte[] short4 = Arrays.copyOf(Files.readAllBytes(bad), 400);
    Files.write(bad, short4);
    assertThrows(
        InvalidInputException.class, () -> experiment(workspace, cluster(999)).resume(out, false));
    LoopCluster second = cluster(999);
    assertTrue(experiment(workspace, second).resume(out, true).finished());
    assertTrue(second.done.contains("READ 1"), second.done.toString());
    assertFalse(second.done.contains("READ 2"), second.done.toString());
    Path fresh = folder.resolve("fresh");
    experiment(workspace, cluster(999))
        .run(
            paths.getFirst().toString(),
            List.of(paths.get(1).toString(), paths.get(2).toString()),
            settings(50, 1),
            fresh,
            true);
    assertSame(fresh.resolve(WorkFiles.RESULT), out.resolve(WorkFiles.RESULT));
  }

  /** A file that was written since is looked at again, and what followed from another is made. */
  @Test
  void aFileThatWasReplacedIsNotMixedWithWhatWasMadeOfTheOther() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    Path out = folder.resolve("out");
    assertFalse(run(workspace, cluster(16), paths, settings(50, 1), out).finished());
    assertEquals("interrupted", Json.read(out.resolve("manifest.json")).get("status"));
    Path touched = paths.get(2).resolve("part-00000.parquet");
    Files.setLastModifiedTime(touched, FileTime.fromMillis(1_000_000));
    Path replaced = paths.get(1).resolve("part-00001.parquet");
    LabeledDataset other = Samples.clouds(2, 2, 90, 4, 99).withName("a");
    Files.delete(replaced);
    int[] rows = IntStream.range(110, a.size()).toArray();
    double[] masses = IntStream.of(rows).mapToDouble(a.weights()::get).toArray();
    ParquetParts.write(other.select(rows), masses, replaced);
    LoopCluster second = cluster(999);
    assertTrue(experiment(workspace, second).resume(out, false).finished());
    assertTrue(second.done.contains("LOOK 2 0"), second.done.toString());
    assertEquals(2, second.done.stream().filter(piece -> piece.startsWith("LOOK")).count());
    assertTrue(second.done.contains("READ 1"), second.done.toString());
    assertFalse(second.done.contains("READ 2"), second.done.toString());
    Path fresh = folder.resolve("fresh");
    run(workspace, cluster(999), paths, settings(50, 1), fresh);
    assertSame(fresh.resolve(WorkFiles.RESULT), out.resolve(WorkFiles.RESULT));
  }

  @Test
  void sumsThatComePartByPartAreThoseOfAllChunks() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    double[] first = random.doubles(400, -1, 1e9).toArray();
    double[] second = random.doubles(400, -1, 1e9).toArray();
    List<DoubleSummaryStatistics> sums =
        List.of(new DoubleSummaryStatistics(), new DoubleSummaryStatistics());
    for (int at = 0; at < 400; at += 80) {
      DoubleBuffer part = DoubleBuffer.allocate(160);
      part.put(first, at, 80).put(second, at, 80).flip();
      PairSums.add(part, sums);
    }
    assertEquals(TransportMetric.sum(first), sums.getFirst().getSum());
    assertEquals(TransportMetric.sum(second), sums.getLast().getSum());
  }

  @Test
  void rowsArePutThroughWhatLooksAtOneAtATime() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    Map<String, Object> tree = settings(50, 0);
    Map<String, Object> scaled =
        Map.of("name", "standardize", "reference", paths.get(1).toString());
    tree.put("target-transforms", List.of(scaled));
    tree.put("from-transforms", List.of(scaled));
    Path out = folder.resolve("out");
    assertTrue(run(workspace, cluster(1 << 20), paths, tree, out).finished());
    Path here = folder.resolve("here");
    new InterpolateExperiment(workspace, new Quiet(), new StopSignal())
        .run(
            paths.getFirst().toString(),
            paths.subList(1, 3).stream().map(Path::toString).toList(),
            tree,
            here);
    assertEquals(
        new NpzFormat().read(here.resolve("synthetic.npz")).features(),
        new ParquetFormat().read(out.resolve(WorkFiles.RESULT)).features());
  }

  @Test
  void everythingThatKeepsFilesTogetherIsToldAtOnce() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    Map<String, Object> tree = settings(50, 1);
    tree.put("samples", 10);
    tree.put("target-transforms", List.of("standardize"));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> run(workspace, cluster(9), paths, tree, folder.resolve("out")));
    assertTrue(e.what().contains("'samples'"), e.what());
    assertTrue(e.what().contains("'standardize' looks at a whole dataset"), e.what());
  }

  @Test
  void whatAClusterDoesNotMakeIsToldBeforeAFolderIsMade() throws IOException {
    Workspace workspace = workspace();
    List<Path> paths = datasets();
    Path out = folder.resolve("out");
    for (Map<String, Object> changed :
        List.<Map<String, Object>>of(
            Map.of("samples", 10),
            Map.of("interpolation", "mixup"),
            Map.of(
                "interpolation",
                Map.of(
                    "name",
                    "generalized-geodesic",
                    "mapping",
                    Map.of("name", "barycentric", "label-distance", "wasserstein"))))) {
      Map<String, Object> tree = settings(50, 1);
      tree.putAll(changed);
      assertThrows(
          InvalidInputException.class,
          () -> run(workspace, cluster(99), paths, tree, out),
          changed::toString);
    }
    assertThrows(
        InvalidInputException.class,
        () ->
            experiment(workspace, cluster(99))
                .run("rings", List.of(paths.get(1).toString()), settings(50, 1), out, false));
  }

  private static void assertClose(float[] wanted, float[] found, double tolerance) {
    assertEquals(wanted.length, found.length);
    double largest = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, Math.abs(wanted[i] - found[i]));
    }
    assertTrue(largest <= tolerance, "off by " + largest);
  }

  private static LabeledDataset local(
      Workspace workspace,
      Map<String, Object> tree,
      LabeledDataset target,
      List<LabeledDataset> from) {
    return geodesic(workspace, tree).prepare(from, target, 7).at(Weights.probability(0.25, 0.75));
  }

  private static Interpolation geodesic(Workspace workspace, Map<String, Object> tree) {
    return (Interpolation)
        new SettingsBinder(workspace.plugins())
            .bindPlugin(Kind.INTERPOLATION, tree.get("interpolation"), "interpolation")
            .value();
  }
}
