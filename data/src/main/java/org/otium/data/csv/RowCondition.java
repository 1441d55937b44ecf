package org.otium.data.csv;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otium.api.InvalidInputException;

/**
 * What a row of a table must fulfil to be read: {@code workclass = Private}, {@code workclass =
 * State-gov | Local-gov}, {@code country != ?}, {@code age >= 30}.
 *
 * @param column the column it is about, which need not be a feature
 * @param relation how the field stands to the values
 * @param values texts, any of which may be the field; for an order the one number that bounds it
 */
public record RowCondition(String column, Relation relation, List<String> values) {
  private static final Pattern FORM =
      Pattern.compile("\\s*(.+?)\\s*(!=|<=|>=|==|=|<|>)\\s*(.*?)\\s*", Pattern.DOTALL);
  private static final String REMEDY =
      "Write a column, one of =, !=, <, <=, >, >= and a value, for instance 'age >= 30'; several"
          + " values are divided by |.";

  /** How a field stands to the values of a condition. */
  public enum Relation {
    /** It is one of them; numbers are compared as numbers. */
    IS("="),
    /** It is none of them. */
    IS_NOT("!="),
    /** It is a number below the value. */
    BELOW("<"),
    /** It is a number that is the value or below. */
    AT_MOST("<="),
    /** It is a number above the value. */
    ABOVE(">"),
    /** It is a number that is the value or above. */
    AT_LEAST(">=");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    private static Relation of(String sign) {
      for (Relation relation : values()) {
        if (relation.sign.equals(sign)) {
          return relation;
        }
      }
      return IS;
    }
  }

  /** Checks that an order has one number. */
  public RowCondition {
    values = List.copyOf(values);
    boolean isOrder = relation != Relation.IS && relation != Relation.IS_NOT;
    if (values.isEmpty() || values.stream().anyMatch(String::isEmpty)) {
      throw new InvalidInputException("a condition on '" + column + "' without a value", REMEDY);
    }
    if (isOrder && (values.size() > 1 || !Float.isFinite(NumberText.parse(values.getFirst())))) {
      throw new InvalidInputException(
          "'" + column + " " + relation.sign + " " + String.join(" | ", values) + "' has no number",
          "Give a single number after " + relation.sign + ".");
    }
  }

  /**
   * Reads a condition.
   *
   * @param text a column, a relation, and values divided by {@code |}
   * @return the condition
   */
  public static RowCondition parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidInputException("'" + text + "' is no condition on rows", REMEDY);
    }
    List<String> values =
        Pattern.compile("\\|").splitAsStream(form.group(3)).map(String::strip).toList();
    return new RowCondition(form.group(1), Relation.of(form.group(2)), values);
  }

  /** Whether a field fulfils the condition. A field that is no number stands in no order. */
  boolean holds(String field) {
    return switch (relation) {
      case IS -> isAny(field);
      case IS_NOT -> !isAny(field);
      case BELOW -> number(field) < bound();
      case AT_MOST -> number(field) <= bound();
      case ABOVE -> number(field) > bound();
      case AT_LEAST -> number(field) >= bound();
    };
  }

  private boolean isAny(String field) {
    for (String value : values) {
      if (isSame(field, value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether two texts are one value: equal, or equal as numbers. */
  static boolean isSame(String field, String value) {
    return field.equals(value) || number(field) == number(value);
  }

  private static double number(String text) {
    return Float.isNaN(NumberText.parse(text)) ? Double.NaN : Double.parseDouble(text);
  }

  private double bound() {
    return Double.parseDouble(values.getFirst());
  }

  /** Whether the values must be texts that occur. */
  boolean namesValues() {
    return relation == Relation.IS || relation == Relation.IS_NOT;
  }

  /** As it is written. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s %s %s", column, relation.sign, String.join(" | ", values));
  }
}
