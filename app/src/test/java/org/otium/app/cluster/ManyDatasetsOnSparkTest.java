package org.otium.app.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.app.wiring.Otium;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;
import org.otium.data.npz.NpzFormat;
import org.otium.data.npz.NpzSettings;

/** More datasets than the heap holds of the process that asks and of those that compare. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ManyDatasetsOnSparkTest {
  private static final int DATASETS = 32;
  private static final int SAMPLES = 100;
  private static final int FEATURES = 45_000;

  /** 18 MB each, of few samples, so that pairs cost little: more than this together. */
  private static final String HEAP = "-Xmx540m";

  @TempDir private Path folder;

  private List<String> datasets() throws IOException {
    List<String> paths = new ArrayList<>();
    for (int k = 0; k < DATASETS; k++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(k);
      float[] features = new float[SAMPLES * FEATURES];
      int[] labels = new int[SAMPLES];
      for (int i = 0; i < SAMPLES; i++) {
        labels[i] = i % 2;
        for (int j = 0; j < FEATURES; j++) {
          features[i * FEATURES + j] = random.nextFloat() + (j % 5 == k % 5 ? labels[i] : 0);
        }
      }
      Path file = folder.resolve("many" + k + ".npz");
      // Packing and unpacking them would take longer than all else.
      new NpzFormat(new NpzSettings(Optional.empty(), Optional.empty(), false))
          .write(
              LabeledDataset.of(
                  "many" + k, Matrix.wrap(SAMPLES, FEATURES, features), Labels.hard(labels)),
              file);
      paths.add(file.toString());
    }
    return paths;
  }

  @Test
  void heapHoldsNotAllOfThem() throws Exception {
    Path home = SparkHome.in(folder);
    List<String> paths = datasets();
    List<String> settings =
        List.of(
            "--metric",
            "otdd{solver: {name: minibatch, batch-size: 10}, label-distance: means}",
            "--memory",
            "16m");
    Path out = folder.resolve("out");
    List<String> args = new ArrayList<>(List.of("distance"));
    args.addAll(paths);
    args.addAll(settings);
    args.addAll(List.of("--out", out.toString()));
    String told = StandaloneSpark.submitted(folder, home, List.of(HEAP), args);
    assertTrue(told.contains("496 of 496 pairs"), told);
    Map<String, NpyArray> all = NpzFile.read(out.resolve("distances.npz"));
    double[] squared = all.get("squared").toDoubles();
    Path few = folder.resolve("few");
    List<String> three = new ArrayList<>(List.of("distance"));
    three.addAll(List.of(paths.get(0), paths.get(7), paths.get(31)));
    three.addAll(settings);
    three.addAll(List.of("--out", few.toString()));
    java.io.PrintWriter nowhere = new java.io.PrintWriter(java.io.Writer.nullWriter());
    assertEquals(0, Otium.create().run(nowhere, nowhere, three.toArray(String[]::new)));
    double[] here = NpzFile.read(few.resolve("distances.npz")).get("squared").toDoubles();
    assertEquals(here[1], squared[7], 0, "bit for bit");
    assertEquals(here[2], squared[31], 0);
    assertEquals(here[5], squared[7 * DATASETS + 31], 0);
    assertTrue(Files.exists(out.resolve("report.html")));
  }
}
