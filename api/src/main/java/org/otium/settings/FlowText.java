package org.otium.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.InvalidInputException;

/**
 * Reads the text of a default: scalars, {@code [a, b]} and {@code {key: value}}, nested as deep as
 * needed, with text in single or double quotes where it holds one of {@code , : [ ] { }}. Scalars
 * stay text; the type they are bound to reads them.
 */
final class FlowText {
  private final String text;
  private int at;

  private FlowText(String text) {
    this.text = text;
  }

  /** The tree that a default stands for. */
  static Object ofDefault(ValueType type, String text) {
    return switch (type) {
      case ValueType.OptionalOf optional ->
          text.isBlank() ? "" : ofDefault(optional.element(), text);
      case ValueType.ListOf _ -> parse(text);
      case ValueType.Group _ -> text.isBlank() ? Map.of() : parse(text);
      case ValueType.Plugin _, ValueType.Dataset _ ->
          text.strip().startsWith("{") ? parse(text) : text;
      default -> text;
    };
  }

  static Object parse(String text) {
    FlowText reader = new FlowText(text.strip());
    Object value = reader.value();
    reader.skipSpace();
    if (reader.at < reader.text.length()) {
      throw reader.unreadable();
    }
    return value;
  }

  private Object value() {
    skipSpace();
    return switch (peek()) {
      case '[' -> list();
      case '{' -> map();
      case '\'', '"' -> quoted();
      default -> plain();
    };
  }

  private List<Object> list() {
    List<Object> items = new ArrayList<>();
    at++;
    skipSpace();
    while (peek() != ']') {
      items.add(value());
      separator(']');
    }
    at++;
    return items;
  }

  private Map<String, Object> map() {
    Map<String, Object> entries = new LinkedHashMap<>();
    at++;
    skipSpace();
    while (peek() != '}') {
      String key = value().toString();
      skipSpace();
      if (peek() != ':') {
        throw unreadable();
      }
      at++;
      entries.put(key, value());
      separator('}');
    }
    at++;
    return entries;
  }

  private void separator(char end) {
    skipSpace();
    if (peek() == ',') {
      at++;
      skipSpace();
    } else if (peek() != end) {
      throw unreadable();
    }
  }

  private String quoted() {
    int end = text.indexOf(peek(), at + 1);
    if (end < 0) {
      throw unreadable();
    }
    String inner = text.substring(at + 1, end);
    at = end + 1;
    return inner;
  }

  private String plain() {
    int start = at;
    while (at < text.length() && ",:[]{}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String scalar = text.substring(start, at).strip();
    if (scalar.isEmpty()) {
      throw unreadable();
    }
    return scalar;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private InvalidInputException unreadable() {
    return new InvalidInputException(
        "'" + text + "' cannot be read at character " + (at + 1),
        "Write it as [a, b] or {key: value}.");
  }
}
