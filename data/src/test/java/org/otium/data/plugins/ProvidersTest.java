package org.otium.data.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.DatasetFormat;
import org.otium.api.LabeledDataset;
import org.otium.data.csv.CsvFormat;
import org.otium.data.glyphs.GlyphSettings;
import org.otium.data.glyphs.GlyphSource;
import org.otium.data.idx.IdxFormat;
import org.otium.data.images.ImageFolderFormat;
import org.otium.data.npz.NpzFormat;
import org.otium.settings.Setting;
import org.otium.spi.Provider;

final class ProvidersTest {
  @TempDir private Path folder;

  /** What module-info declares; on the class path there is none, and nothing to test. */
  private static List<Provider<?, ?>> providers() throws ReflectiveOperationException {
    ModuleDescriptor descriptor = CsvProvider.class.getModule().getDescriptor();
    Assumptions.assumeTrue(descriptor != null, "the tests do not run as a module");
    List<Provider<?, ?>> all = new ArrayList<>();
    for (ModuleDescriptor.Provides provides : descriptor.provides()) {
      for (String name : provides.providers()) {
        all.add(Class.forName(name).asSubclass(Provider.class).getConstructor().newInstance());
      }
    }
    return all;
  }

  @Test
  void allAreFound() throws ReflectiveOperationException {
    Set<String> names = new TreeSet<>();
    providers().forEach(provider -> names.add(provider.name()));
    assertEquals(
        Set.of(
            "csv",
            "gaussian-mixture",
            "glyphs",
            "idx",
            "image-folder",
            "moons",
            "npz",
            "rings",
            "swiss-roll"),
        names);
  }

  @Test
  void everySettingIsDocumented() throws ReflectiveOperationException {
    for (Provider<?, ?> provider : providers()) {
      assertTrue(provider.summary().length() <= 120, provider.name());
      for (RecordComponent component : provider.settings().getRecordComponents()) {
        Setting setting = component.getAnnotation(Setting.class);
        assertTrue(setting != null, provider.name() + "." + component.getName());
        assertTrue(!setting.defaultValue().equals(Setting.REQUIRED), component.getName());
      }
    }
  }

  @Test
  void everyWrittenFileIsRecognisedByItsFormatAlone() throws IOException {
    Map<String, DatasetFormat> formats =
        Map.of(
            "csv", new CsvFormat(),
            "idx", new IdxFormat(),
            "npz", new NpzFormat(),
            "folder", new ImageFolderFormat());
    LabeledDataset glyphs =
        new GlyphSource(GlyphSettings.of(GlyphSettings.Style.BLOCK).withSamples(2)).generate(1);
    for (Map.Entry<String, DatasetFormat> writer : formats.entrySet()) {
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
