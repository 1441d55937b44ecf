package org.otium.app.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.otium.api.InvalidInputException;

/** Trees of maps, lists, numbers and text as JSON. */
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final ObjectMapper COMPACT = new ObjectMapper();

  private Json() {}

  /**
   * Writes a tree.
   *
   * @param tree maps, lists, numbers, booleans and text; numbers that JSON lacks become text
   * @return indented JSON that ends with a line feed
   */
  public static String write(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tree that JSON cannot hold", e);
    }
  }

  /**
   * Writes a tree for a program to read.
   *
   * @param tree maps, lists, arrays, numbers, booleans and text; numbers that JSON lacks become
   *     text
   * @return JSON on one line
   */
  public static String compact(Object tree) {
    try {
      return COMPACT.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tree that JSON cannot hold", e);
    }
  }

  /**
   * Reads an object.
   *
   * @param file a JSON file
   * @return its tree
   * @throws InvalidInputException if it is no JSON object
   * @throws IOException if it cannot be read
   */
  public static Map<String, Object> read(Path file) throws IOException {
    try {
      return parse(file, Files.readString(file));
    } catch (CharacterCodingException e) {
      throw damaged(file, e);
    }
  }

  /**
   * Reads an object that another process of the program wrote.
   *
   * @param text JSON
   * @return its tree
   * @throws IllegalArgumentException if it is no JSON object
   */
  public static Map<String, Object> read(String text) {
    try {
      return MAPPER.readValue(text, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("text that is not a JSON object", e);
    }
  }

  static Map<String, Object> parse(Path file, String text) {
    try {
      return MAPPER.readValue(text, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw damaged(file, e);
    }
  }

  private static InvalidInputException damaged(Path file, IOException cause) {
    return new InvalidInputException(
        "'" + file + "' is damaged: it is not a JSON object",
        "Restore it, or start again in another folder.",
        cause);
  }
}
