package org.otium.settings;

import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;

/** Reads single values, given as themselves or as text. */
final class Scalars {
  private final List<Problem> problems;

  Scalars(List<Problem> problems) {
    this.problems = problems;
  }

  /** The value, or null if a problem was noted. */
  Binding.@Nullable Slot read(Parameter parameter, ValueType type, Object given, String path) {
    return switch (type) {
      case ValueType.WholeNumber whole -> wholeNumber(parameter, whole, given, path);
      case ValueType.RealNumber _ -> realNumber(parameter, given, path);
      case ValueType.Flag _ -> flag(given, path);
      case ValueType.Text text -> text(text, given, path);
      case ValueType.Choice choice -> choice(choice, given, path);
      case ValueType.Notation notation -> notation(notation, given, path);
      default -> throw new IllegalArgumentException(type + " is no single value");
    };
  }

  private Binding.@Nullable Slot wholeNumber(
      Parameter parameter, ValueType.WholeNumber type, Object given, String path) {
    BigDecimal number = decimal(given);
    if (number == null) {
      return wrongType(type, parameter.allowed(), given, path);
    }
    long value;
    try {
      value = type.isLong() ? number.longValueExact() : number.intValueExact();
    } catch (ArithmeticException e) {
      boolean isWhole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
      return isWhole
          ? outOfRange(parameter, given, path)
          : wrongType(type, parameter.allowed(), given, path);
    }
    if (!parameter.contains((double) value)) {
      return outOfRange(parameter, given, path);
    }
    Object boxed = type.isLong() ? (Object) value : (Object) (int) value;
    return new Binding.Slot(boxed, boxed);
  }

  private Binding.@Nullable Slot realNumber(Parameter parameter, Object given, String path) {
    BigDecimal number = decimal(given);
    double value = number == null ? Double.NaN : number.doubleValue();
    if (!Double.isFinite(value)) {
      return wrongType(new ValueType.RealNumber(), parameter.allowed(), given, path);
    }
    if (!parameter.contains(value)) {
      return outOfRange(parameter, given, path);
    }
    return new Binding.Slot(value, value);
  }

  private Binding.@Nullable Slot flag(Object given, String path) {
    return switch (given.toString().strip()) {
      case "true" -> new Binding.Slot(true, true);
      case "false" -> new Binding.Slot(false, false);
      default -> wrongType(new ValueType.Flag(), "true, false", given, path);
    };
  }

  private Binding.@Nullable Slot text(ValueType.Text type, Object given, String path) {
    return switch (given) {
      case String text -> new Binding.Slot(text, text);
      case Integer number -> new Binding.Slot(number.toString(), number.toString());
      case Long number -> new Binding.Slot(number.toString(), number.toString());
      // 1e3 or yes would not come back as they were written.
      default -> wrongType(type, "text; put it in quotes", given, path);
    };
  }

  private Binding.@Nullable Slot choice(ValueType.Choice type, Object given, String path) {
    String name = KebabCase.ofConstant(given.toString().strip());
    int position = type.names().indexOf(name);
    if (position < 0) {
      String nearest = NearestName.of(name, type.names()).orElse("");
      String message = "'" + given + "' is not one of its values";
      problems.add(
          new Problem(path, message, given.toString(), String.join(", ", type.names()), nearest));
      return null;
    }
    return new Binding.Slot(type.type().getEnumConstants()[position], name);
  }

  private Binding.@Nullable Slot notation(ValueType.Notation type, Object given, String path) {
    if (!(given instanceof String || given instanceof Number || given instanceof Boolean)) {
      return wrongType(type, type.words(), given, path);
    }
    String text = given.toString().strip();
    try {
      Object value = parse(type.type(), text);
      return new Binding.Slot(value, written(type.type(), value, text));
    } catch (InvalidInputException | IllegalArgumentException e) {
      String remedy = e instanceof InvalidInputException refused ? refused.remedy() : "";
      String message = e.getMessage() + (remedy.isEmpty() ? "" : ". " + remedy);
      problems.add(new Problem(path, message, text, "", ""));
      return null;
    }
  }

  /**
   * The value in its own notation if it reads back as the same value, otherwise as it was given.
   */
  private static String written(Class<?> type, Object value, String given) {
    try {
      return parse(type, value.toString()).equals(value) ? value.toString() : given;
    } catch (InvalidInputException | IllegalArgumentException e) {
      return given;
    }
  }

  private static Object parse(Class<?> type, String text) {
    try {
      return type.getMethod("parse", String.class).invoke(null, text);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new OtiumException(type.getName() + ".parse failed: " + e.getCause(), "", e);
    } catch (ReflectiveOperationException e) {
      throw new OtiumException(type.getName() + ".parse cannot be called: " + e, "", e);
    }
  }

  private static @Nullable BigDecimal decimal(Object given) {
    if (given instanceof Boolean || !(given instanceof Number || given instanceof String)) {
      return null;
    }
    try {
      return new BigDecimal(given.toString().strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Binding.@Nullable Slot wrongType(
      ValueType type, String allowed, Object given, String path) {
    String message = "'" + given + "' is not " + article(type.words());
    problems.add(new Problem(path, message, given.toString(), allowed, ""));
    return null;
  }

  private Binding.@Nullable Slot outOfRange(Parameter parameter, Object given, String path) {
    String range = parameter.range().isEmpty() ? "a smaller number" : parameter.range();
    problems.add(new Problem(path, given + " is out of range", given.toString(), range, ""));
    return null;
  }

  private static String article(String words) {
    boolean plain = words.equals("text") || words.startsWith("true");
    return plain ? words : ("aeiou".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
  }
}
