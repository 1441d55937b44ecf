package org.otium.data.idx;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.otium.api.InvalidInputException;
import org.otium.data.io.SourceFile;

/**
 * Class names beside IDX files: a JSON object from the start of a dataset's name to an array of
 * names, or to an object from class id to name.
 */
final class ClassNamesFile {
  private static final long LONGEST = 16 << 20;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ClassNamesFile() {}

  /** The names of the entry whose key is the longest that the dataset's name starts with. */
  static SortedMap<Integer, String> namesOf(Path file, String dataset) throws IOException {
    String best = "";
    SortedMap<Integer, String> names = new TreeMap<>();
    for (Map.Entry<String, SortedMap<Integer, String>> entry : read(file).entrySet()) {
      String key = entry.getKey();
      boolean matches =
          dataset.startsWith(key)
              && (dataset.length() == key.length()
                  || "-_.".indexOf(dataset.charAt(key.length())) >= 0);
      if (matches && key.length() > best.length()) {
        best = key;
        names = entry.getValue();
      }
    }
    return names;
  }

  private static Map<String, SortedMap<Integer, String>> read(Path file) throws IOException {
    SourceFile.requireFile(file);
    if (Files.size(file) > LONGEST) {
      throw new InvalidInputException(
          file + " is larger than 16 MiB", "A file of class names is short.");
    }
    Map<String, SortedMap<Integer, String>> entries = new TreeMap<>();
    try (JsonParser json = JSON.createParser(Files.newInputStream(file))) {
      expect(file, json, json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        JsonToken open = json.nextToken();
        expect(file, json, open == JsonToken.START_ARRAY || open == JsonToken.START_OBJECT);
        entries.put(key, names(file, json, open == JsonToken.START_OBJECT));
      }
      expect(file, json, json.nextToken() == null);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          file + " is no valid JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""),
          "It must map dataset names to arrays of class names.",
          e);
    }
    return entries;
  }

  private static SortedMap<Integer, String> names(Path file, JsonParser json, boolean keyed)
      throws IOException {
    SortedMap<Integer, String> names = new TreeMap<>();
    JsonToken token = json.nextToken();
    while (token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT) {
      int id = names.size();
      if (keyed) {
        expect(file, json, json.currentName().matches("-?\\d{1,9}"));
        id = Integer.parseInt(json.currentName());
        token = json.nextToken();
      }
      expect(file, json, token == JsonToken.VALUE_STRING);
      names.put(id, json.getText());
      token = json.nextToken();
    }
    return names;
  }

  private static void expect(Path file, JsonParser json, boolean condition) {
    if (!condition) {
      throw new InvalidInputException(
          file + " has something unexpected in line " + json.currentLocation().getLineNr(),
          "It must map dataset names to arrays of class names.");
    }
  }

  static void write(OutputStream out, String dataset, SortedMap<Integer, String> names)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeFieldName(dataset);
      json.writeStartObject();
      for (Map.Entry<Integer, String> name : names.entrySet()) {
        json.writeStringField(Integer.toString(name.getKey()), name.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }
}
