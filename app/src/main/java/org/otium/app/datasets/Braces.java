package org.otium.app.datasets;

/** Finds flow mappings in text: braces that belong together, those in quotes left alone. */
final class Braces {
  private Braces() {}

  /** Where the mapping that opens at a position ends; -1 if it does not. */
  static int end(String text, int open) {
    int depth = 0;
    char quote = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\' && quote == '"') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if ((c == '"' || c == '\'') && opensQuote(text, i)) {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /** In the middle of plain text a quote is only a character. */
  private static boolean opensQuote(String text, int at) {
    String before = text.substring(0, at).stripTrailing();
    return before.isEmpty() || "{[,:".indexOf(before.charAt(before.length() - 1)) >= 0;
  }

  /** Where the mapping opens that reaches to the end of the text; -1 if there is none. */
  static int last(String text) {
    if (text.endsWith("}")) {
      for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
        if (end(text, at) == text.length()) {
          return at;
        }
      }
    }
    return -1;
  }
}
