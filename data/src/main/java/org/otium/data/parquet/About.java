package org.otium.data.parquet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;

/**
 * What a file tells about its columns beside the schema: what Hugging Face writes under {@code
 * huggingface}, and what we write under {@code otium}. Read as far as it can be understood.
 *
 * @param labels the columns that are declared as labels, with the names of their classes
 * @param shape the shape and range of the features, if it is told
 * @param names the names of the classes by their id, if they are told
 * @param weighted whether there is a column of weights
 * @param shares the classes that the lists of the column of shares are of, ascending; empty if
 *     there is no such column
 */
record About(
    Map<String, List<String>> labels,
    @Nullable FeatureShape shape,
    SortedMap<Integer, String> names,
    boolean weighted,
    List<Integer> shares) {
  static final String SHARES = "shares";
  static final String OURS = "otium";
  static final String HUGGING_FACE = "huggingface";
  private static final int DEEPEST = 60;
  private static final JsonFactory JSON = new JsonFactory();

  static About of(Map<String, String> metadata) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    if (tree(metadata.get(HUGGING_FACE)) instanceof Map<?, ?> root
        && root.get("info") instanceof Map<?, ?> info) {
      labels(info.get("features"), labels);
    }
    SortedMap<Integer, String> names = new TreeMap<>();
    @Nullable FeatureShape shape = null;
    boolean weighted = false;
    List<Integer> shares = List.of();
    if (tree(metadata.get(OURS)) instanceof Map<?, ?> ours) {
      shape = shape(ours.get("shape"), ours.get("low"), ours.get("high"));
      weighted = Boolean.TRUE.equals(ours.get("weights"));
      shares = ids(ours.get(SHARES));
      if (ours.get("classes") instanceof Map<?, ?> classes) {
        classes.forEach(
            (id, name) -> {
              if (id.toString().matches("-?\\d{1,9}") && name instanceof String text) {
                names.put(Integer.parseInt(id.toString()), text);
              }
            });
      }
    }
    return new About(labels, shape, names, weighted, shares);
  }

  /** Refuses a file whose classes are not those of the first one. */
  void requireSame(Path first, Path file, About other) {
    if (!labels.equals(other.labels)
        || !names.equals(other.names)
        || !shares.equals(other.shares)) {
      throw new InvalidInputException(
          "the files of one split differ: " + first + " and " + file + " name classes differently",
          "Write them together, or choose one with 'split'.");
    }
  }

  private static List<Integer> ids(@Nullable Object list) {
    if (!(list instanceof List<?> all)
        || !all.stream()
            .allMatch(id -> id instanceof Number n && n.doubleValue() == n.intValue())) {
      return List.of();
    }
    return all.stream().map(id -> ((Number) id).intValue()).toList();
  }

  /** Class labels of a tree of features, as dataset_infos.json and the footer have it. */
  private static void labels(@Nullable Object features, Map<String, List<String>> labels) {
    if (features instanceof Map<?, ?> columns) {
      columns.forEach(
          (column, type) -> {
            if (type instanceof Map<?, ?> map
                && "ClassLabel".equals(map.get("_type"))
                && map.get("names") instanceof List<?> names
                && names.stream().allMatch(String.class::isInstance)) {
              labels.put(column.toString(), names.stream().map(Object::toString).toList());
            }
          });
    }
  }

  private static @Nullable FeatureShape shape(
      @Nullable Object sizes, @Nullable Object low, @Nullable Object high) {
    if (!(sizes instanceof List<?> list)
        || list.size() != 3
        || !list.stream().allMatch(size -> size instanceof Number n && n.doubleValue() >= 1)) {
      return null;
    }
    int[] lengths = list.stream().mapToInt(size -> ((Number) size).intValue()).toArray();
    double least = low instanceof Number n ? n.doubleValue() : Double.NEGATIVE_INFINITY;
    double most = high instanceof Number n ? n.doubleValue() : Double.POSITIVE_INFINITY;
    boolean fits = (double) lengths[0] * lengths[1] * lengths[2] <= Integer.MAX_VALUE;
    return fits && least < most
        ? new FeatureShape(lengths[0], lengths[1], lengths[2], least, most)
        : null;
  }

  private static @Nullable Object tree(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      return value(json, 0);
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Object value(JsonParser json, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("too deep");
    }
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String key = json.currentName();
          json.nextToken();
          map.put(key, value(json, depth + 1));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json, depth + 1));
        }
        yield list;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> null;
    };
  }

  /** What is written of a dataset, for us and for Hugging Face. */
  static Map<String, String> written(
      FeatureShape shape,
      SortedMap<Integer, String> names,
      boolean weighted,
      int[] shares,
      ParquetSettings.Layout layout) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(OURS, json(json -> ours(json, shape, names, weighted, shares)));
    boolean areNumbered = !names.isEmpty() && names.firstKey() == 0;
    areNumbered = areNumbered && names.lastKey() == names.size() - 1;
    if (areNumbered && layout != ParquetSettings.Layout.COLUMNS) {
      metadata.put(HUGGING_FACE, json(json -> huggingFace(json, names, layout)));
    }
    return metadata;
  }

  @FunctionalInterface
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private static String json(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
    return text.toString();
  }

  private static void ours(
      JsonGenerator json,
      FeatureShape shape,
      SortedMap<Integer, String> names,
      boolean weighted,
      int[] shares)
      throws IOException {
    json.writeStartObject();
    int[] sizes = {shape.height(), shape.width(), shape.channels()};
    json.writeFieldName("shape");
    json.writeArray(sizes, 0, sizes.length);
    if (Double.isFinite(shape.low())) {
      json.writeNumberField("low", shape.low());
    }
    if (Double.isFinite(shape.high())) {
      json.writeNumberField("high", shape.high());
    }
    json.writeBooleanField("weights", weighted);
    if (shares.length > 0) {
      json.writeFieldName(SHARES);
      json.writeArray(shares, 0, shares.length);
    }
    json.writeObjectFieldStart("classes");
    for (Map.Entry<Integer, String> name : names.entrySet()) {
      json.writeStringField(name.getKey().toString(), name.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void huggingFace(
      JsonGenerator json, SortedMap<Integer, String> names, ParquetSettings.Layout layout)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("info");
    json.writeObjectFieldStart("features");
    if (layout == ParquetSettings.Layout.IMAGES) {
      json.writeObjectFieldStart("image");
      json.writeStringField("_type", "Image");
    } else {
      json.writeObjectFieldStart("features");
      json.writeObjectFieldStart("feature");
      json.writeStringField("dtype", "float32");
      json.writeStringField("_type", "Value");
      json.writeEndObject();
      json.writeStringField("_type", "Sequence");
    }
    json.writeEndObject();
    json.writeObjectFieldStart("label");
    json.writeArrayFieldStart("names");
    for (String name : names.values()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeStringField("_type", "ClassLabel");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }
}
