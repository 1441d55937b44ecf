package org.otium.data.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.DatasetFormat;
import org.otium.api.LabeledDataset;
import org.otium.data.cifar.CifarFormat;
import org.otium.data.csv.CsvFormat;
import org.otium.data.glyphs.GlyphSettings;
import org.otium.data.glyphs.GlyphSource;
import org.otium.data.idx.IdxFormat;
import org.otium.data.images.ImageFolderFormat;
import org.otium.data.npz.NpzFormat;
import org.otium.data.parquet.ParquetFormat;

final class RecognitionTest {
  @TempDir private Path folder;

  @Test
  void everyWrittenFileIsRecognisedByItsFormatAlone() throws IOException {
    Map<String, DatasetFormat> formats =
        Map.of(
            "csv", new CsvFormat(),
            "idx", new IdxFormat(),
            "npz", new NpzFormat(),
            "parquet", new ParquetFormat(),
            "cifar", new CifarFormat(),
            "folder", new ImageFolderFormat());
    LabeledDataset glyphs =
        new GlyphSource(GlyphSettings.of(GlyphSettings.Style.BLOCK).withPerClass(2)).generate(1);
    for (Map.Entry<String, DatasetFormat> writer : formats.entrySet()) {
      if (writer.getKey().equals("cifar")) {
        // Its pictures have another size, and its files names of their own.
        continue;
      }
      Path path = folder.resolve("g" + writer.getValue().extension().orElseThrow());
      writer.getValue().write(glyphs, path);
      formats.forEach(
          (name, format) ->
              assertEquals(
                  name.equals(writer.getKey()), format.recognises(path), name + " " + path));
    }
    Path text = Files.writeString(folder.resolve("notes.txt"), "x,label\n1,2\n");
    formats.forEach((name, format) -> assertTrue(!format.recognises(text), name));
    formats.forEach((name, format) -> assertTrue(!format.recognises(folder.resolve("no")), name));
  }
}
