package org.otium.app.experiment.labels;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.otium.api.Cancellation;
import org.otium.api.ClassConditional;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.app.experiment.parts.Kept;
import org.otium.app.experiment.parts.MatrixBytes;
import org.otium.app.runs.InputFile;
import org.otium.app.runs.Json;
import org.otium.numerics.SampleMoments;
import org.otium.spi.ClusterWork;

/**
 * The distances between the classes of two datasets: from their moments where that is all that the
 * label distance needs, else from their samples.
 */
final class DistancesPieces implements ClusterWork.Pieces {
  private final ClassesPlan plan;
  private final WholeDatasets whole;
  private final LabelDistance distance;
  private final List<Kept<List<GaussianMeasure>>> gaussians = new ArrayList<>();
  private final List<Kept<List<ClassConditional>>> classes = new ArrayList<>();

  DistancesPieces(ClassesPlan plan, WholeDatasets whole, LabelDistance distance) {
    this.plan = plan;
    this.whole = whole;
    this.distance = distance;
    for (int k = 0; k < plan.datasets().size(); k++) {
      gaussians.add(new Kept<>());
      classes.add(new Kept<>());
    }
  }

  static String key(int a, int b) {
    return a + " " + b;
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    String[] words = key.split(" ", -1);
    int a = Integer.parseInt(words[0]);
    int b = Integer.parseInt(words[1]);
    double[][] squared;
    if (distance.needsMomentsAlone()) {
      List<GaussianMeasure> first = gaussians(a);
      List<GaussianMeasure> second = gaussians(b);
      squared = Cancellation.during(stopped, () -> distance.fromMoments(first, second));
    } else {
      List<ClassConditional> first = classes(a);
      List<ClassConditional> second = classes(b);
      squared = Cancellation.during(stopped, () -> distance.between(first, second).squared());
    }
    return MatrixBytes.of(a == b ? within(squared) : squared);
  }

  /** A class is at no distance from itself, and each pair is as far apart both ways. */
  private static double[][] within(double[][] squared) {
    for (int k = 0; k < squared.length; k++) {
      squared[k][k] = 0;
      for (int l = 0; l < k; l++) {
        squared[l][k] = squared[k][l];
      }
    }
    return squared;
  }

  private List<GaussianMeasure> gaussians(int dataset) throws IOException {
    return gaussians.get(dataset).or(() -> read(dataset));
  }

  private List<GaussianMeasure> read(int dataset) throws IOException {
    try {
      return MomentsFile.read(plan.files().moments(dataset), plan.form()).values().stream()
          .map(SampleMoments::gaussian)
          .toList();
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "a worker of the cluster does not see '" + plan.files().moments(dataset) + "'",
          "Choose an --out that all machines share.",
          e);
    }
  }

  private List<ClassConditional> classes(int dataset) throws IOException {
    return classes.get(dataset).or(() -> whole(dataset));
  }

  /** The same samples as those that the statistics are of. */
  private List<ClassConditional> whole(int dataset) throws IOException {
    WholeDatasets.Used used = whole.get(dataset);
    AboutDataset before = AboutDataset.of(Json.compact(Json.read(plan.files().about(dataset))));
    if (!hashes(before).equals(hashes(used.about()))) {
      throw new InvalidInputException(
          "the dataset '" + before.name() + "' is another one than when its statistics were made",
          "Let all machines see the same files, and leave them alone.");
    }
    return used.dataset().classConditionals().stream().filter(c -> c.mass() > 0).toList();
  }

  private static List<String> hashes(AboutDataset about) {
    return about.files().stream().map(InputFile::sha256).toList();
  }
}
