package org.otium.benchmarks.scaling;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.otium.api.Compute;
import org.otium.api.Epsilon;
import org.otium.api.GaussianFamily;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.benchmarks.scaling.Sizes.Point;
import org.otium.data.parquet.ParquetFormat;
import org.otium.data.synthetic.GaussianMixtureSettings;
import org.otium.data.synthetic.GaussianMixtureSource;
import org.otium.functionals.GaussianLabelDistance;
import org.otium.functionals.GaussianLabelDistanceSettings;
import org.otium.functionals.OtddDistance;
import org.otium.functionals.OtddSettings;
import org.otium.functionals.SquaredEuclideanCost;
import org.otium.interpolation.BarycentricMappingSettings;
import org.otium.interpolation.BlockProjection;
import org.otium.numerics.MomentTree;
import org.otium.numerics.SampleMoments;
import org.otium.solvers.sinkhorn.SinkhornSettings;
import org.otium.solvers.sinkhorn.SinkhornSolver;

/**
 * Times pieces of work on mixtures of Gaussians.
 *
 * @param compute what the machine offers
 * @param repeats how often each piece is timed; the least counts
 */
record Measured(Compute compute, int repeats) {
  /** All pairs of OTDD distances of m datasets, debiased. */
  static final String PAIRS = "pairs";

  /** A block of a barycentric map. */
  static final String BLOCK = "block";

  /** Moments of the classes of a dataset. */
  static final String MOMENTS = "moments";

  /** A dataset written as Parquet, packed with gzip, and read again. */
  static final String PARQUET = "parquet";

  private static final int CHUNK = 1024;

  /** Something to be timed. */
  private interface Work {
    void run() throws IOException;
  }

  Point point(Sizes sizes, boolean isHeldOut) throws IOException {
    Work work =
        switch (sizes.work()) {
          case PAIRS -> pairs(sizes);
          case BLOCK -> block(sizes);
          case MOMENTS -> moments(sizes);
          case PARQUET -> parquet(sizes);
          default -> throw new IllegalArgumentException(sizes.work());
        };
    work.run();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int r = 0; r < repeats; r++) {
      System.gc();
      long before = peak(true);
      long start = System.nanoTime();
      work.run();
      least = Math.min(least, (System.nanoTime() - start) / 1e9);
      most = Math.max(most, (peak(false) - before) / 1e6);
    }
    return new Point(sizes, isHeldOut, least, most);
  }

  private static long peak(boolean restart) {
    long sum = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        if (restart) {
          pool.resetPeakUsage();
        }
        sum += pool.getPeakUsage().getUsed();
      }
    }
    return sum;
  }

  private static LabeledDataset mixture(Sizes sizes, int seed) {
    return new GaussianMixtureSource(
            new GaussianMixtureSettings(
                sizes.classes(), sizes.n() / sizes.classes(), sizes.d(), 3, 0.5, 1))
        .generate(seed);
  }

  private SinkhornSolver solver() {
    return new SinkhornSolver(SinkhornSettings.of(Epsilon.parse("0.01 * max cost")), compute);
  }

  private LabelDistance labels() {
    return new GaussianLabelDistance(GaussianLabelDistanceSettings.full(), compute);
  }

  private Work pairs(Sizes sizes) {
    List<LabeledDataset> datasets =
        IntStream.range(0, sizes.m()).mapToObj(seed -> mixture(sizes, seed)).toList();
    return () -> {
      // New for every run: it remembers what it has fitted.
      OtddDistance distance =
          new OtddDistance(
              new OtddSettings(solver(), labels(), new SquaredEuclideanCost(compute), 1, 1, true));
      for (int i = 0; i < datasets.size(); i++) {
        for (int j = 0; j < i; j++) {
          distance.between(datasets.get(i), datasets.get(j));
        }
      }
    };
  }

  private Work block(Sizes sizes) {
    LabeledDataset source = mixture(sizes, 1);
    LabeledDataset target = mixture(sizes, 2);
    double[][] labels =
        labels().between(source.classConditionals(), target.classConditionals()).squared();
    BlockProjection projection =
        new BlockProjection(
            new BarycentricMappingSettings(
                solver(), labels(), new SquaredEuclideanCost(compute), 1, 1, sizes.n()));
    return () ->
        projection.solve(
            new BlockProjection.Samples(source, source.classPositions()),
            new BlockProjection.Samples(target, target.classPositions()),
            target.classIds(),
            labels,
            OptionalDouble.empty());
  }

  private Work moments(Sizes sizes) {
    LabeledDataset data = mixture(sizes, 1);
    int[] classOf = data.classPositions();
    return () -> {
      List<MomentTree> trees = new ArrayList<>();
      for (int c = 0; c < sizes.classes(); c++) {
        trees.add(new MomentTree(GaussianFamily.Form.FULL, sizes.d()));
      }
      for (int from = 0; from < data.size(); from += CHUNK) {
        int to = Math.min(data.size(), from + CHUNK);
        for (int c = 0; c < sizes.classes(); c++) {
          int wanted = c;
          int[] rows = IntStream.range(from, to).filter(i -> classOf[i] == wanted).toArray();
          double[] masses = IntStream.of(rows).mapToDouble(i -> 1).toArray();
          trees
              .get(c)
              .add(
                  SampleMoments.of(
                      GaussianFamily.Form.FULL,
                      sizes.d(),
                      data.features().array(),
                      rows,
                      masses,
                      compute.linearAlgebra()));
        }
      }
      trees.forEach(MomentTree::merged);
    };
  }

  private static Work parquet(Sizes sizes) {
    LabeledDataset data = mixture(sizes, 1);
    return () -> {
      Path folder = Files.createTempDirectory("otium-scaling");
      Path file = folder.resolve("data.parquet");
      try {
        new ParquetFormat().write(data, file);
        new ParquetFormat().read(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    };
  }
}
