package org.otium.data.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.otium.api.InvalidInputException;
import org.otium.data.io.SourceFile;

/**
 * The records of a CSV file, read as often as needed, all with as many fields as there are columns.
 */
final class CsvTable {
  private static final int LOOK_AHEAD = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final SourceFile file;
  private final char separator;
  private final boolean header;
  private final List<String> columns;

  private CsvTable(SourceFile file, char separator, boolean header, List<String> columns) {
    this.file = file;
    this.separator = separator;
    this.header = header;
    this.columns = columns;
  }

  /** Takes one record. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Takes a record.
     *
     * @param line the line it starts in, from 1
     * @param fields without blanks around them, one a column
     */
    void visit(long line, String[] fields);
  }

  static CsvTable open(Path path, CsvSettings settings) throws IOException {
    SourceFile file = SourceFile.of(path);
    char separator = separatorOf(file, settings.separator());
    List<String> columns = new ArrayList<>();
    CsvTable unnamed = new CsvTable(file, separator, false, List.of());
    String[] first = unnamed.first();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < first.length; i++) {
      boolean named = settings.header() && !first[i].isEmpty();
      String name = named ? first[i] : "c" + (i + 1);
      if (settings.header() && !named && !settings.ignore().contains(name)) {
        throw new InvalidInputException(
            "column " + (i + 1) + " of " + path + " has no name",
            "Give it one, or leave it out with the setting 'ignore: [" + name + "]'.");
      }
      Integer before = seen.put(name, i + 1);
      if (before != null) {
        throw new InvalidInputException(
            "columns "
                + before
                + " and "
                + (i + 1)
                + " of "
                + path
                + " are both called '"
                + name
                + "'",
            "Rename one, or set 'header: false' if the first line is data: "
                + CsvExample.of(path, settings.withHeader(false).withLabel("c" + first.length))
                + ".");
      }
      columns.add(name);
    }
    return new CsvTable(file, separator, settings.header(), List.copyOf(columns));
  }

  List<String> columns() {
    return columns;
  }

  private static char separatorOf(SourceFile file, CsvSettings.Separator separator)
      throws IOException {
    return switch (separator) {
      case COMMA -> ',';
      case SEMICOLON -> ';';
      case TAB -> '\t';
      case AUTO -> {
        int[] counts = new int[128];
        boolean quoted = false;
        for (byte b : file.head(LOOK_AHEAD)) {
          if (b == '"') {
            quoted = !quoted;
          } else if (!quoted && (b == '\n' || b == '\r')) {
            break;
          } else if (!quoted && b > 0) {
            counts[b]++;
          }
        }
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
          if (counts[candidate] > counts[best]) {
            best = candidate;
          }
        }
        yield best;
      }
    };
  }

  private String[] first() throws IOException {
    try (CsvReader<CsvRecord> reader = reader();
        CloseableIterator<CsvRecord> records = reader.iterator()) {
      if (!records.hasNext()) {
        throw new InvalidInputException(
            file.path() + " is empty", "A table needs a header and at least one record.");
      }
      return stripped(records.next());
    } catch (RuntimeException e) {
      throw translated(e);
    } catch (CharacterCodingException | EOFException | ZipException e) {
      throw translated(new UncheckedIOException(e));
    }
  }

  /** Visits every record but the header, in order. */
  void forEach(Visitor visitor) throws IOException {
    try (CsvReader<CsvRecord> reader = reader();
        CloseableIterator<CsvRecord> records = reader.iterator()) {
      if (header && records.hasNext()) {
        records.next();
      }
      while (records.hasNext()) {
        CsvRecord record = records.next();
        if (record.getFieldCount() != columns.size()) {
          throw new InvalidInputException(
              "line "
                  + record.getStartingLineNumber()
                  + " of "
                  + file.path()
                  + " has "
                  + record.getFieldCount()
                  + " fields, not "
                  + columns.size(),
              "Every record needs one field a column; check separators and quotes.");
        }
        visitor.visit(record.getStartingLineNumber(), stripped(record));
      }
    } catch (RuntimeException e) {
      throw translated(e);
    } catch (CharacterCodingException | EOFException | ZipException e) {
      throw translated(new UncheckedIOException(e));
    }
  }

  private static String[] stripped(CsvRecord record) {
    String[] fields = new String[record.getFieldCount()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = record.getField(i).strip();
    }
    return fields;
  }

  private CsvReader<CsvRecord> reader() throws IOException {
    PushbackInputStream in = new PushbackInputStream(file.open(), BYTE_ORDER_MARK.length);
    byte[] start = in.readNBytes(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
      in.unread(start);
    }
    Reader text =
        new InputStreamReader(
            in,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    return CsvReader.builder()
        .fieldSeparator(separator)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .trimWhitespacesAroundQuotes(true)
        .ofCsvRecord(text);
  }

  private RuntimeException translated(RuntimeException e) {
    return switch (e) {
      case CsvParseException parse ->
          new InvalidInputException(
              file.path() + " is no valid CSV: " + reason(parse), "Check its quotes.", parse);
      case UncheckedIOException io when io.getCause() instanceof CharacterCodingException ->
          new InvalidInputException(file.path() + " is not UTF-8 text", "Save it as UTF-8.", io);
      case UncheckedIOException io
          when io.getCause() instanceof EOFException || io.getCause() instanceof ZipException ->
          file.damaged(io);
      default -> e;
    };
  }

  private static String reason(CsvParseException e) {
    Throwable innermost = e;
    for (Throwable t = e; t != null; t = t.getCause()) {
      innermost = t;
    }
    String message = String.valueOf(e.getMessage());
    String inner = String.valueOf(innermost.getMessage());
    return message.contains(inner) ? message : message + " (" + inner + ")";
  }
}
