package org.otium.data.npz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;

/**
 * The Python literal in an npy header, {@code {'descr': '<f4', 'fortran_order': False, 'shape': (3,
 * 4), }}: exactly these keys, in any order.
 */
record PythonDict(String descr, boolean fortran, List<Integer> shape) {

  static PythonDict parse(String text, String where) {
    return new Parser(text, where).dict();
  }

  private static final class Parser {
    private final String text;
    private final String where;
    private int at;

    Parser(String text, String where) {
      this.text = text;
      this.where = where;
    }

    PythonDict dict() {
      @Nullable String descr = null;
      @Nullable Boolean fortran = null;
      @Nullable List<Integer> shape = null;
      expect('{');
      while (!accept('}')) {
        String key = string();
        expect(':');
        if (key.equals("descr") && descr == null) {
          if (peek() == '[') {
            throw new InvalidInputException(
                where + " holds records of several fields", "Save one plain array a field.");
          }
          descr = string();
        } else if (key.equals("fortran_order") && fortran == null) {
          fortran = truth();
        } else if (key.equals("shape") && shape == null) {
          shape = tuple();
        } else {
          throw damaged("key '" + key + "'");
        }
        if (!accept(',')) {
          expect('}');
          break;
        }
      }
      skipBlanks();
      if (at < text.length() || descr == null || fortran == null || shape == null) {
        throw damaged(at < text.length() ? "text after the end" : "a key is missing");
      }
      return new PythonDict(descr, fortran, shape);
    }

    private List<Integer> tuple() {
      List<Integer> sizes = new ArrayList<>();
      expect('(');
      while (!accept(')')) {
        sizes.add(size());
        if (!accept(',')) {
          if (sizes.size() == 1) {
            throw damaged("a tuple of one without its comma");
          }
          expect(')');
          break;
        }
      }
      return sizes;
    }

    private int size() {
      skipBlanks();
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      String digits = text.substring(start, at);
      // Python 2 marked long integers.
      if (at < text.length() && text.charAt(at) == 'L') {
        at++;
      }
      if (digits.isEmpty() || digits.length() > 18) {
        throw damaged("a size in its shape");
      }
      long size = Long.parseLong(digits);
      if (size > Integer.MAX_VALUE) {
        throw new InvalidInputException(
            where + " has a dimension of size " + size, "Split it: 2147483647 is the largest.");
      }
      return (int) size;
    }

    private boolean truth() {
      skipBlanks();
      for (String word : new String[] {"True", "False"}) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw damaged("fortran_order");
    }

    private String string() {
      char quote = peek();
      if (quote != '\'' && quote != '"') {
        throw damaged("position " + at);
      }
      int end = text.indexOf(quote, at + 1);
      if (end < 0) {
        throw damaged("a text that does not end");
      }
      String value = text.substring(at + 1, end);
      if (value.indexOf('\\') >= 0) {
        throw damaged("a backslash");
      }
      at = end + 1;
      return value;
    }

    private char peek() {
      skipBlanks();
      return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean accept(char wanted) {
      if (peek() == wanted) {
        at++;
        return true;
      }
      return false;
    }

    private void expect(char wanted) {
      if (!accept(wanted)) {
        throw damaged("position " + at);
      }
    }

    private void skipBlanks() {
      while (at < text.length() && " \n\t\r".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private InvalidInputException damaged(String what) {
      return new InvalidInputException(
          where + " has a damaged npy header (" + what.replaceAll("\\p{Cntrl}", "?") + ")",
          "Write it with numpy.save or savez.");
    }
  }
}
