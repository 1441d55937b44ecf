package org.otium.data.cifar;

import java.nio.file.Path;
import java.util.Map;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.data.Resampling;
import org.otium.data.glyphs.GlyphSettings;
import org.otium.data.glyphs.GlyphSource;
import org.otium.testkit.DatasetFormatContract;

final class CifarWrittenTest extends DatasetFormatContract {
  @Override
  protected DatasetFormat format() {
    return new CifarFormat();
  }

  @Override
  protected LabeledDataset sample() {
    LabeledDataset glyphs =
        new GlyphSource(GlyphSettings.of(GlyphSettings.Style.BLOCK).withPerClass(1)).generate(1);
    return Resampling.toShape(glyphs.select(new int[] {0, 1, 2}), FeatureShape.image(32, 32, 3))
        .withClassNames(Map.of(0, "zero", 1, "one"));
  }

  @Override
  protected double tolerance() {
    return 0.5 / 255 + 1e-6;
  }

  @Override
  protected Path target(Path inFolder) {
    return inFolder.resolve("test_batch.bin");
  }

  @Override
  protected boolean mayBeCutUnnoticed() {
    return true;
  }
}
