package org.otium.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no class may do, because it would behave differently elsewhere or another time. */
class HygieneTest {
  /** Calls that take the charset or locale of the machine: owner, name and parameter types. */
  private static final Set<String> DEFAULTS =
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
  private static final Set<String> UNSEEDED =
      Set.of(
          "java.lang.Math.random()",
          "java.lang.StrictMath.random()",
          "java.util.UUID.randomUUID()",
          "java.util.SplittableRandom.<init>()",
          "java.util.Collections.shuffle(java.util.List)",
          "java.util.random.RandomGenerator.getDefault()",
          "java.util.random.RandomGenerator.of(java.lang.String)",
          "java.util.random.RandomGeneratorFactory.create()");

  private static final List<String> UNSEEDED_TYPES =
      List.of(
          "java.util.Random",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom");

  private final Reactor reactor = Reactor.instance();

  @Test
  void nothingIsPrintedPastTheCommandLine() {
    assertTrue(reactor.main().size() > 100);
    noClasses()
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .because("a library is silent, and the command line decides where its output goes")
        .check(reactor.main());
  }

  @Test
  void everythingRandomHasASeed() {
    Looked.at(
        reactor.main(),
        Looked.all(),
        "take randomness from a named algorithm with a seed",
        "the same seed gives the same result",
        c ->
            Stream.concat(
                calls(c, UNSEEDED),
                c.getDirectDependenciesFromSelf().stream()
                    .filter(d -> UNSEEDED_TYPES.contains(d.getTargetClass().getName()))
                    .map(d -> d.getDescription())));
  }

  @Test
  void nothingDependsOnTheCharsetOrLocaleOfTheMachine() {
    Looked.at(
        reactor.main(),
        Looked.all(),
        "name the charset and the locale",
        "a file that was written in one country is read in another",
        c -> calls(c, DEFAULTS));
  }

  @Test
  void namesSayWhatAClassIs() {
    Looked.at(
        reactor.main(),
        Looked.all(),
        "not be called Utils, Manager, Helper or Impl",
        "such a name says nothing, so anything may end up in the class",
        c ->
            Stream.of("Util", "Utils", "Manager", "Helper", "Impl")
                .filter(c.getSimpleName()::endsWith)
                .map(suffix -> c.getName() + " is called " + suffix));
  }

  private static Stream<String> calls(JavaClass c, Set<String> forbidden) {
    return c.getAccessesFromSelf().stream()
        .filter(access -> forbidden.contains(signature(access)))
        .map(JavaAccess::getDescription);
  }

  private static String signature(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    String parameters =
        target instanceof AccessTarget.CodeUnitAccessTarget unit
            ? unit.getRawParameterTypes().stream()
                .map(HygieneTest::name)
                .collect(Collectors.joining(","))
            : "";
    return target.getOwner().getName() + "." + target.getName() + "(" + parameters + ")";
  }

  private static String name(JavaClass type) {
    return type.isArray() ? name(type.getComponentType()) + "[]" : type.getName();
  }
}
