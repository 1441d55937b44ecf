package org.otium.data.images;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.data.io.SourceFile;

/**
 * The table {@code metadata.csv} of a folder of pictures, as Hugging Face has it: a column {@code
 * file_name} and one of labels.
 */
final class MetadataTable {
  static final String NAME = "metadata.csv";
  private static final String FILE = "file_name";
  private static final Set<String> LABELS = Set.of("label", "labels", "class", "target", "y");
  private static final long LONGEST = 256 << 20;

  private MetadataTable() {}

  /**
   * One picture.
   *
   * @param file where it lies, within the folder
   * @param label its class
   */
  record Row(Path file, String label) {}

  static List<Row> read(Path folder) throws IOException {
    Path table = folder.resolve(NAME);
    SourceFile.requireFile(table);
    if (Files.size(table) > LONGEST) {
      throw new InvalidInputException(
          table + " is larger than 256 MiB", "A table of file names is shorter.");
    }
    List<Row> rows = new ArrayList<>();
    try (Reader text =
            new InputStreamReader(
                Files.newInputStream(table),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT));
        CsvReader<NamedCsvRecord> records =
            CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : records) {
        rows.add(row(folder, table, row));
      }
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(table + " is no text in UTF-8", "Save it as UTF-8.", e);
    } catch (UncheckedIOException e) {
      throw unreadable(table, e, e.getCause());
    } catch (CsvParseException | IllegalArgumentException | IllegalStateException e) {
      throw unreadable(table, e, e.getCause());
    }
    if (rows.isEmpty()) {
      throw new InvalidInputException(
          table + " names no pictures", "Give it a line with " + FILE + " and label a picture.");
    }
    return rows;
  }

  private static InvalidInputException unreadable(
      Path table, RuntimeException e, @Nullable Throwable cause) {
    String line =
        String.valueOf((cause == null ? e : cause).getMessage()).lines().findFirst().orElse("");
    return new InvalidInputException(
        table + " cannot be read as a table: " + line, "Separate its fields by commas.", e);
  }

  private static Row row(Path folder, Path table, NamedCsvRecord row) {
    List<String> labels = row.getHeader().stream().filter(LABELS::contains).toList();
    if (!row.getHeader().contains(FILE) || labels.size() != 1) {
      throw new InvalidInputException(
          table
              + " needs a column "
              + FILE
              + " and one of labels; it has "
              + String.join(", ", row.getHeader()).lines().findFirst().orElse("nothing"),
          "Call the column of the labels 'label', or leave the labels out with 'labels: none'.");
    }
    String where = " in line " + row.getStartingLineNumber() + " of " + table;
    String name = row.findField(FILE).orElse("").strip();
    String label = row.findField(labels.getFirst()).orElse("").strip();
    if (name.isEmpty() || label.isEmpty()) {
      throw new InvalidInputException(
          "there is no " + (name.isEmpty() ? "file name" : "label") + where,
          "Fill it, or remove the line.");
    }
    Path file = within(folder, name, where);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "there is no picture '" + line(name) + "', which is named" + where,
          "Put it there, or remove the line.");
    }
    return new Row(file, label);
  }

  private static Path within(Path folder, String name, String where) {
    try {
      Path file = folder.resolve(name).normalize();
      if (file.startsWith(folder.normalize())) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          "'" + line(name) + "' is no file name" + where, "Correct it, or remove the line.", e);
    }
    throw new InvalidInputException(
        "'" + line(name) + "' leads out of the folder" + where,
        "Name files in the folder, relative to it.");
  }

  private static String line(String text) {
    return text.lines().findFirst().orElse("");
  }
}
