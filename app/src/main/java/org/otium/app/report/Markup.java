package org.otium.app.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes a page that is well-formed XML and HTML at once. All text and all attribute values are
 * escaped here, so that a class name can never become markup.
 */
public final class Markup {
  private static final Set<String> VOID =
      Set.of("meta", "img", "br", "hr", "path", "line", "rect", "col");
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** An empty page. */
  public Markup() {}

  /**
   * Opens an element.
   *
   * @param tag its name
   * @param attributes names and values in turn
   * @return this page
   */
  public Markup open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /**
   * Closes the innermost element.
   *
   * @return this page
   */
  public Markup close() {
    String tag = open.pop();
    out.append("</").append(tag).append('>');
    if (!INLINE.contains(tag)) {
      out.append('\n');
    }
    return this;
  }

  private static final Set<String> INLINE =
      Set.of("span", "b", "code", "em", "a", "title", "small");

  /**
   * Writes a whole element with text in it.
   *
   * @param tag its name
   * @param text its text; ignored for elements that hold none
   * @param attributes names and values in turn
   * @return this page
   */
  public Markup element(String tag, String text, String... attributes) {
    if (VOID.contains(tag)) {
      return leaf(tag, attributes);
    }
    return open(tag, attributes).text(text).close();
  }

  /**
   * Writes an element that holds nothing.
   *
   * @param tag its name
   * @param attributes names and values in turn
   * @return this page
   */
  public Markup leaf(String tag, String... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /**
   * Writes text.
   *
   * @param text any text
   * @return this page
   */
  public Markup text(String text) {
    escape(text);
    return this;
  }

  /**
   * Writes a style sheet.
   *
   * @param css rules without {@code <} and {@code &}
   * @return this page
   */
  public Markup style(String css) {
    if (css.contains("<") || css.contains("&")) {
      throw new IllegalArgumentException("a style sheet that would have to be escaped");
    }
    out.append("<style>\n").append(css).append("</style>\n");
    return this;
  }

  /**
   * Writes data for the page's script. No text in it can end the element: what could begin markup
   * is written as JSON's own escapes.
   *
   * @param json JSON
   * @return this page
   */
  public Markup data(String json) {
    out.append("<script type=\"application/json\">");
    json.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("\\u003c");
                case '>' -> out.append("\\u003e");
                case '&' -> out.append("\\u0026");
                default -> out.appendCodePoint(legal(c) ? c : '\ufffd');
              }
            });
    out.append("</script>\n");
    return this;
  }

  /**
   * Writes a script.
   *
   * @param program a program of ours
   * @return this page
   */
  public Markup script(String program) {
    out.append("<script>").append(framed(program)).append("</script>\n");
    return this;
  }

  /**
   * A script as it stands between its tags, where HTML reads a program and XML reads text.
   *
   * @param program a program of ours
   * @return the program between two comments
   */
  static String framed(String program) {
    if (program.contains("</script") || program.contains("<!--") || program.contains("]]>")) {
      throw new IllegalArgumentException("a script that would end too early");
    }
    return "//<![CDATA[\n" + program + "\n//]]>";
  }

  /**
   * Writes a compressed library that the page's script unpacks.
   *
   * @param id its name in the page
   * @param base64 the compressed library as text
   * @return this page
   */
  public Markup library(String id, String base64) {
    return element("script", base64, "type", "application/gzip", "id", id);
  }

  /**
   * Writes a finished piece.
   *
   * @param piece a piece in which every element is closed
   * @return this page
   */
  public Markup append(Markup piece) {
    piece.checkClosed();
    out.append(piece.out);
    return this;
  }

  /**
   * Writes a finished piece that was kept as text.
   *
   * @param text what {@link #piece()} gave
   * @return this page
   */
  Markup piece(String text) {
    out.append(text);
    return this;
  }

  /** What was written, every element of it closed. */
  String piece() {
    checkClosed();
    return out.toString();
  }

  private void checkClosed() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("<" + open.peek() + "> is not closed");
    }
  }

  /**
   * The finished page.
   *
   * @return the document, with its type first
   */
  public String document() {
    checkClosed();
    return "<!DOCTYPE html>\n" + out;
  }

  private void start(String tag, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("an attribute without a value in <" + tag + ">");
    }
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(legal(c) ? c : '\ufffd');
              }
            });
  }

  /** Whether a character may stand in XML 1.0 and does not reorder the text around it. */
  private static boolean legal(int c) {
    boolean bidi = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return !bidi
        && (c == '\n'
            || c == '\t'
            || (c >= 0x20 && c <= 0x7e)
            || (c >= 0xa0 && c <= 0xd7ff)
            || (c >= 0xe000 && c <= 0xfffd)
            || c >= 0x10000);
  }
}
