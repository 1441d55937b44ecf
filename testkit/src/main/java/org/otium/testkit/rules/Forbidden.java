package org.otium.testkit.rules;

import java.util.Set;

/**
 * What no class of the program or of a plugin may use, because it would behave differently
 * elsewhere or another time.
 */
final class Forbidden {
  /** Ways to print past the command line. */
  static final Set<String> STREAMS =
      Set.of(
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.Throwable.printStackTrace()",
          "java.lang.Exception.printStackTrace()",
          "java.lang.RuntimeException.printStackTrace()",
          "java.io.IOException.printStackTrace()");

  /** Ways to end the program. */
  static final Set<String> ENDS =
      Set.of(
          "java.lang.System.exit(int)",
          "java.lang.Runtime.exit(int)",
          "java.lang.Runtime.halt(int)");

  /** Calls that take the charset or locale of the machine. */
  static final Set<String> DEFAULTS =
      Set.of(
          "java.lang.String.getBytes()",
          "java.lang.String.<init>(byte[])",
          "java.lang.String.<init>(byte[],int,int)",
          "java.lang.String.toLowerCase()",
          "java.lang.String.toUpperCase()",
          "java.lang.String.formatted(java.lang.Object[])",
          "java.lang.String.format(java.lang.String,java.lang.Object[])",
          "java.io.PrintStream.printf(java.lang.String,java.lang.Object[])",
          "java.io.PrintWriter.printf(java.lang.String,java.lang.Object[])",
          "java.io.PrintWriter.format(java.lang.String,java.lang.Object[])",
          "java.io.PrintWriter.<init>(java.io.OutputStream)",
          "java.io.PrintWriter.<init>(java.io.OutputStream,boolean)",
          "java.io.PrintWriter.<init>(java.lang.String)",
          "java.io.PrintWriter.<init>(java.io.File)",
          "java.io.PrintStream.<init>(java.io.OutputStream)",
          "java.io.PrintStream.<init>(java.io.OutputStream,boolean)",
          "java.io.InputStreamReader.<init>(java.io.InputStream)",
          "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
          "java.io.FileReader.<init>(java.lang.String)",
          "java.io.FileReader.<init>(java.io.File)",
          "java.io.FileWriter.<init>(java.lang.String)",
          "java.io.FileWriter.<init>(java.io.File)",
          "java.io.ByteArrayOutputStream.toString()",
          "java.util.Scanner.<init>(java.io.InputStream)",
          "java.util.Scanner.<init>(java.io.File)",
          "java.util.Formatter.<init>()",
          "java.util.Locale.getDefault()",
          "java.nio.charset.Charset.defaultCharset()",
          "java.text.DecimalFormat.<init>(java.lang.String)",
          "java.text.DecimalFormat.<init>()",
          "java.text.NumberFormat.getInstance()",
          "java.text.NumberFormat.getNumberInstance()",
          "java.text.NumberFormat.getPercentInstance()",
          "java.text.SimpleDateFormat.<init>(java.lang.String)",
          "java.text.MessageFormat.format(java.lang.String,java.lang.Object[])",
          "java.text.Collator.getInstance()",
          "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)");

  /** Sources of randomness that no seed decides. */
  static final Set<String> UNSEEDED =
      Set.of(
          "java.lang.Math.random()",
          "java.lang.StrictMath.random()",
          "java.util.UUID.randomUUID()",
          "java.util.SplittableRandom.<init>()",
          "java.util.Collections.shuffle(java.util.List)",
          "java.util.random.RandomGenerator.getDefault()",
          "java.util.random.RandomGenerator.of(java.lang.String)",
          "java.util.random.RandomGeneratorFactory.create()");

  /** Generators whose algorithm or seed is not named. */
  static final Set<String> UNSEEDED_TYPES =
      Set.of(
          "java.util.Random",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom");

  private Forbidden() {}
}
