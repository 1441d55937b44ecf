package org.otium.data.parquet;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.data.glyphs.GlyphSettings;
import org.otium.data.glyphs.GlyphSource;
import org.otium.testkit.DatasetFormatContract;
import org.otium.testkit.Samples;

final class ParquetFormatTest {
  private static LabeledDataset clouds() {
    return Samples.clouds(3, 3, 4, 12, 2)
        .withShape(new FeatureShape(2, 2, 3, -10, 10))
        .withClassNames(Map.of(3, "drei", 10, "ten 🎈", 99, "absent"));
  }

  @Nested
  final class Vectors extends DatasetFormatContract {
    @Override
    protected DatasetFormat format() {
      return new ParquetFormat();
    }

    @Override
    protected LabeledDataset sample() {
      return clouds();
    }
  }

  @Nested
  final class Columns extends DatasetFormatContract {
    @Override
    protected DatasetFormat format() {
      return new ParquetFormat(
          ParquetSettings.defaults().withLayout(ParquetSettings.Layout.COLUMNS));
    }

    @Override
    protected LabeledDataset sample() {
      return clouds();
    }
  }

  @Nested
  final class Images extends DatasetFormatContract {
    @Override
    protected DatasetFormat format() {
      return new ParquetFormat(
          ParquetSettings.defaults().withLayout(ParquetSettings.Layout.IMAGES));
    }

    @Override
    protected LabeledDataset sample() {
      return new GlyphSource(GlyphSettings.of(GlyphSettings.Style.BLOCK).withPerClass(2))
          .generate(1);
    }

    @Override
    protected double tolerance() {
      return 0.5 / 255 + 1e-6;
    }
  }
}
