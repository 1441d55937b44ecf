package org.otium.settings;

import java.util.List;
import org.otium.spi.Kind;

/** What a setting may hold. */
public sealed interface ValueType {
  /**
   * The type as a reader would call it.
   *
   * @return a few words
   */
  String words();

  /**
   * A whole number.
   *
   * @param isLong whether it may need 64 bits
   */
  record WholeNumber(boolean isLong) implements ValueType {
    @Override
    public String words() {
      return "whole number";
    }
  }

  /** A finite number. */
  record RealNumber() implements ValueType {
    @Override
    public String words() {
      return "number";
    }
  }

  /** True or false. */
  record Flag() implements ValueType {
    @Override
    public String words() {
      return "true or false";
    }
  }

  /** Any text. */
  record Text() implements ValueType {
    @Override
    public String words() {
      return "text";
    }
  }

  /**
   * One of a few names.
   *
   * @param type the enum
   * @param names its constants in kebab-case, in their order
   */
  record Choice(Class<?> type, List<String> names) implements ValueType {
    /** Copies the names. */
    public Choice {
      names = List.copyOf(names);
    }

    @Override
    public String words() {
      return "one of " + String.join(", ", names);
    }
  }

  /**
   * Text in a notation of its own.
   *
   * @param type a type with a public static {@code parse(String)}
   */
  record Notation(Class<?> type) implements ValueType {
    @Override
    public String words() {
      return KebabCase.ofIdentifier(type.getSimpleName()).replace('-', ' ');
    }
  }

  /** A reference to a dataset. */
  record Dataset() implements ValueType {
    @Override
    public String words() {
      return "dataset";
    }
  }

  /**
   * A plugin: its name, or a map with {@code name} and its settings.
   *
   * @param kind its kind
   */
  record Plugin(Kind kind) implements ValueType {
    @Override
    public String words() {
      return kind.id() + " plugin";
    }
  }

  /**
   * A group of settings.
   *
   * @param type its settings record
   */
  record Group(Class<? extends Record> type) implements ValueType {
    @Override
    public String words() {
      return "settings";
    }
  }

  /**
   * A value that may be left empty.
   *
   * @param element what it holds otherwise
   */
  record OptionalOf(ValueType element) implements ValueType {
    @Override
    public String words() {
      return element.words() + ", may be empty";
    }
  }

  /**
   * Several values.
   *
   * @param element what each holds
   */
  record ListOf(ValueType element) implements ValueType {
    @Override
    public String words() {
      return "list of " + element.words();
    }
  }
}
