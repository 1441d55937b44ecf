package org.otium.app.reference;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text of a Markdown page as it grows. */
final class Markdown {
  /** What a reader would take for a tag, a column or emphasis. */
  private static final Pattern SPECIAL =
      Pattern.compile("[<|\\\\]|\\*(?=\\S)|\\[(?=[^\\]]*\\]\\()");

  private final StringBuilder text = new StringBuilder();

  Markdown() {}

  /** Text in which nothing is markup. */
  static String plain(String words) {
    return SPECIAL.matcher(words).replaceAll("\\\\$0");
  }

  /** Text as it is typed; empty text stays empty. */
  static String code(String typed) {
    String inCell = typed.replace("|", "\\|");
    return typed.isEmpty() ? "" : typed.contains("`") ? "`` " + inCell + " ``" : "`" + inCell + "`";
  }

  static String link(String words, String target) {
    return "[" + words + "](" + target + ")";
  }

  Markdown heading(int level, String words) {
    return block("#".repeat(level) + " " + words);
  }

  /** A paragraph, or anything else that stands between empty lines. */
  Markdown block(String lines) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(lines.stripTrailing()).append('\n');
    return this;
  }

  Markdown table(List<String> head, List<List<String>> rows) {
    String rule = head.stream().map(_ -> "---").collect(Collectors.joining("|", "|", "|"));
    return block(
        row(head)
            + "\n"
            + rule
            + "\n"
            + rows.stream().map(Markdown::row).collect(Collectors.joining("\n")));
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
