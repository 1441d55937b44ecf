package org.otium.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.otium.app.wiring.Otium;

/** The program as a user meets it, within this process. */
final class Cli {
  private Cli() {}

  /** What a call left behind. */
  record Result(int code, String out, String err) {
    /** Both streams, for messages of failed assertions. */
    String all() {
      return "exit code " + code + "\n" + out + "\n" + err;
    }
  }

  static Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Otium.create().run(new PrintWriter(out), new PrintWriter(err), args);
    return new Result(code, out.toString(), err.toString());
  }
}
