package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.otium.api.Cancellation;
import org.otium.api.GaussianMeasure;
import org.otium.api.LabelDistance;
import org.otium.numerics.SampleMoments;
import org.otium.spi.ClusterWork;

/**
 * The distances between the classes of two datasets, from their moments, which stay while there is
 * room for them: neighbouring pairs share datasets.
 */
final class LabelPieces implements ClusterWork.Pieces {
  private final PartsPlan plan;
  private final LabelDistance distance;
  private final List<Kept<List<GaussianMeasure>>> kept = new ArrayList<>();

  LabelPieces(PartsPlan plan, LabelDistance distance) {
    this.plan = plan;
    this.distance = distance;
    for (int k = 0; k <= plan.from().size(); k++) {
      kept.add(new Kept<>());
    }
  }

  static String key(int a, int b) {
    return a + " " + b;
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    String[] words = key.split(" ", -1);
    List<GaussianMeasure> first = gaussians(Integer.parseInt(words[0]));
    List<GaussianMeasure> second = gaussians(Integer.parseInt(words[1]));
    return MatrixBytes.of(Cancellation.during(stopped, () -> distance.fromMoments(first, second)));
  }

  private List<GaussianMeasure> gaussians(int dataset) throws IOException {
    return kept.get(dataset).or(() -> read(dataset));
  }

  private List<GaussianMeasure> read(int dataset) throws IOException {
    byte[] content = Files.readAllBytes(plan.files().moments(dataset));
    return FileMoments.moments(content, plan.target().dimension()).values().stream()
        .filter(moments -> moments.count() > 0)
        .map(SampleMoments::gaussian)
        .toList();
  }
}
