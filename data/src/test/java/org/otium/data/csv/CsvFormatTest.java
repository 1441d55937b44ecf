package org.otium.data.csv;

import java.util.Map;
import org.otium.api.DatasetFormat;
import org.otium.api.LabeledDataset;
import org.otium.testkit.DatasetFormatContract;
import org.otium.testkit.Samples;

final class CsvFormatTest extends DatasetFormatContract {
  @Override
  protected DatasetFormat format() {
    return new CsvFormat(CsvSettings.defaults().withWeight("mass"));
  }

  @Override
  protected LabeledDataset sample() {
    return Samples.clouds(3, 3, 4, 5, 2)
        .withClassNames(Map.of(3, "cat, \"the\" one", 10, "new\nline", 17, "dog"));
  }

  @Override
  protected boolean keepsClassIds() {
    return false;
  }

  @Override
  protected boolean mayBeCutUnnoticed() {
    return true;
  }
}
