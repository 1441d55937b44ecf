package org.otium.data.csv;

/** Numbers as tables write them: a sign, digits with a point, an exponent; nothing else. */
final class NumberText {
  private static final int EXACT_DIGITS = 7;

  private NumberText() {}

  static boolean isMissing(String field) {
    return field.isEmpty() || field.equals("?") || isNaN(field);
  }

  static boolean isNaN(String field) {
    return field.length() == 3 && field.equalsIgnoreCase("nan");
  }

  /** An infinity as programs write it. */
  static boolean isInfinite(String field) {
    if (field.isEmpty() || field.length() > "-infinity".length()) {
      return false;
    }
    char sign = field.charAt(0);
    String word = sign == '-' || sign == '+' ? field.substring(1) : field;
    return word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity") || word.equals("∞");
  }

  /** The number, or NaN for a text; infinite if it is too large for a float. */
  static float parse(String field) {
    int length = field.length();
    int at = length > 0 && (field.charAt(0) == '-' || field.charAt(0) == '+') ? 1 : 0;
    int start = at;
    int whole = 0;
    int digits = 0;
    while (at < length && isDigit(field.charAt(at))) {
      whole = 10 * whole + (field.charAt(at) - '0');
      at++;
      digits++;
    }
    if (at == length && digits > 0 && digits <= EXACT_DIGITS) {
      return start == 1 && field.charAt(0) == '-' ? -(float) whole : whole;
    }
    if (at < length && field.charAt(at) == '.') {
      at++;
      while (at < length && isDigit(field.charAt(at))) {
        at++;
        digits++;
      }
    }
    if (digits == 0) {
      return Float.NaN;
    }
    if (at < length && (field.charAt(at) == 'e' || field.charAt(at) == 'E')) {
      at++;
      if (at < length && (field.charAt(at) == '-' || field.charAt(at) == '+')) {
        at++;
      }
      int exponent = at;
      while (at < length && isDigit(field.charAt(at))) {
        at++;
      }
      if (at == exponent) {
        return Float.NaN;
      }
    }
    return at == length ? Float.parseFloat(field) : Float.NaN;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
