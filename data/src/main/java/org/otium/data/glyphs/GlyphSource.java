package org.otium.data.glyphs;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.otium.api.DatasetSource;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.data.common.Draws;

/**
 * Draws ten classes of small gray images in one of several looks, every image different. Sample i
 * is of class i modulo 10, so any prefix is balanced, and asking for more samples keeps the first
 * ones. The pixels are the same to the last bit on every machine.
 */
public final class GlyphSource implements DatasetSource {
  private static final int CLASSES = 10;
  private final GlyphSettings settings;

  /**
   * The source.
   *
   * @param settings what to draw
   */
  public GlyphSource(GlyphSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset generate(long seed) {
    int size = settings.size();
    int n = CLASSES * settings.perClass();
    int d = size * size;
    float[] features = new float[Math.multiplyExact(n, d)];
    int[] labels = new int[n];
    Draws draws = new Draws(seed);
    Canvas canvas = new Canvas(size);
    for (int i = 0; i < n; i++) {
      labels[i] = i % CLASSES;
      canvas.clear();
      double variation = settings.variation();
      switch (settings.style()) {
        case SCRIPT -> PenDigits.script(labels[i], draws, variation, canvas);
        case OUTLINE -> PenDigits.outline(labels[i], draws, variation, canvas);
        case BLOCK -> PlateDigits.draw(labels[i], draws, variation, canvas);
        case PICTOGRAM -> Garments.draw(labels[i], draws, variation, canvas);
      }
      canvas.copyTo(features, i * d);
    }
    SortedMap<Integer, String> names = new TreeMap<>();
    List<String> garments = Garments.names();
    for (int c = 0; c < CLASSES; c++) {
      boolean digits = settings.style() != GlyphSettings.Style.PICTOGRAM;
      names.put(c, digits ? Integer.toString(c) : garments.get(c));
    }
    return LabeledDataset.of(
            "glyphs-" + settings.style().name().toLowerCase(Locale.ROOT),
            Matrix.wrap(n, d, features),
            Labels.hard(labels))
        .withShape(FeatureShape.image(size, size, 1))
        .withClassNames(names);
  }
}
