package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.otium.api.GaussianMeasure;
import org.otium.api.LabelDistance;
import org.otium.numerics.SampleMoments;
import org.otium.spi.ClusterWork;

/** The distances between the classes of two datasets, from their moments. */
record LabelPieces(PartsPlan plan, LabelDistance distance) implements ClusterWork.Pieces {
  static String key(int a, int b) {
    return a + " " + b;
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    String[] words = key.split(" ", -1);
    int a = Integer.parseInt(words[0]);
    int b = Integer.parseInt(words[1]);
    return MatrixBytes.of(distance.fromMoments(gaussians(a), gaussians(b)));
  }

  private List<GaussianMeasure> gaussians(int dataset) throws IOException {
    return MomentPieces.moments(
            Files.readAllBytes(plan.files().moments(dataset)), plan.target().dimension())
        .values()
        .stream()
        .filter(moments -> moments.count() > 0)
        .map(SampleMoments::gaussian)
        .toList();
  }
}
