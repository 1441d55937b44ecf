package org.otium.app.experiment.parts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.otium.api.LabeledDataset;
import org.otium.spi.ClusterWork;

/** Files of the result, of images that waited for the weights. */
record SynthesisPieces(MappedParts mapped, Synthesis synthesis) implements ClusterWork.Pieces {
  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    int part = Integer.parseInt(key);
    List<float[]> kept = mapped.kept(part);
    List<LabeledDataset> images = new ArrayList<>();
    for (int map = 0; map < kept.size(); map++) {
      images.add(mapped.image(map, kept.get(map)));
    }
    synthesis.write(part, images, mapped.masses(part));
    return new byte[0];
  }
}
