package org.otium.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.otium.app.wiring.Otium;

/** Entry point of the command line. */
public final class Main {
  /** Guice's generator does not know class files of this version. */
  private static final String NO_GENERATED_CLASSES = "guice_bytecode_gen_option";

  private Main() {}

  /**
   * Runs a command and ends the process with its exit code: 0 if all went well, 1 for a fault of
   * Otium, 2 for something about the input, 130 if it was stopped.
   *
   * @param args the words of the command line
   */
  public static void main(String[] args) {
    // The launcher says so as well; spark-submit does not.
    if (System.getProperty(NO_GENERATED_CLASSES) == null) {
      System.setProperty(NO_GENERATED_CLASSES, "DISABLED");
    }
    PrintWriter out = writer(FileDescriptor.out, "stdout.encoding");
    PrintWriter err = writer(FileDescriptor.err, "stderr.encoding");
    // What plugins and libraries print is no part of a result, least of all of JSON.
    System.setOut(
        new PrintStream(
            new FileOutputStream(FileDescriptor.err), true, encoding("stderr.encoding")));
    System.exit(Otium.create().run(out, err, args));
  }

  private static PrintWriter writer(FileDescriptor stream, String property) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(stream), encoding(property)), false);
  }

  private static Charset encoding(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .filter(Charset::isSupported)
        .map(Charset::forName)
        // Where the locale says nothing, terminals nevertheless show UTF-8.
        .filter(c -> !c.equals(StandardCharsets.US_ASCII))
        .orElse(StandardCharsets.UTF_8);
  }
}
