package org.otium.testkit.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.otium.spi.Provider;

/**
 * The rules that hold for Otium's own code and for that of its plugins, to be put into a test of
 * the plugin's own build. With ArchUnit's own test engine it is one line:
 *
 * <pre>{@code
 * @ArchTest static final ArchRule RULES = OtiumPluginRules.all();
 * }</pre>
 *
 * <p>and in a plain JUnit test likewise:
 *
 * <pre>{@code
 * @Test void rulesAreKept() { OtiumPluginRules.check(MyProvider.class); }
 * }</pre>
 */
@SuppressWarnings("exports") // who uses the rules has ArchUnit
public final class OtiumPluginRules {
  /** What a plugin may know of Otium; its own package may lie anywhere. */
  private static final Set<String> INTERFACE =
      Set.of("org.otium.api", "org.otium.settings", "org.otium.spi");

  private OtiumPluginRules() {}

  /**
   * All rules.
   *
   * @return one rule that is broken where any of them is
   */
  public static ArchRule all() {
    return CompositeArchRule.of(nothingIsPrinted())
        .and(theProgramIsNotEnded())
        .and(everythingRandomHasASeed())
        .and(nothingDependsOnTheMachinesCharsetOrLocale())
        .and(onlyThePluginInterfaceIsKnown())
        .and(providersCanBeMade());
  }

  /**
   * Holds all classes of a jar or folder to all rules.
   *
   * @param member any class in it
   * @throws AssertionError if a rule is broken; names the places
   */
  public static void check(Class<?> member) {
    JavaClasses classes = classesWith(member);
    if (classes.isEmpty()) {
      throw new AssertionError("no class beside " + member.getName() + " was found");
    }
    all().check(classes);
  }

  private static JavaClasses classesWith(Class<?> member) {
    CodeSource source = member.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw new AssertionError(member.getName() + " comes from no jar or folder");
    }
    try {
      Path place = Path.of(source.getLocation().toURI());
      ClassFileImporter importer = new ClassFileImporter();
      return place.toString().endsWith(".jar")
          ? importer.importJar(new java.util.jar.JarFile(place.toFile()))
          : importer.importPath(place);
    } catch (URISyntaxException | java.io.IOException e) {
      throw new AssertionError(source.getLocation() + " cannot be read", e);
    }
  }

  /**
   * Nothing is printed past the command line.
   *
   * @return a rule
   */
  public static ArchRule nothingIsPrinted() {
    return rule(
        "not print to the standard streams",
        "the command line decides where its output goes",
        c -> accesses(c, Forbidden.STREAMS));
  }

  /**
   * The program is ended by its user alone.
   *
   * @return a rule
   */
  public static ArchRule theProgramIsNotEnded() {
    return rule(
        "not end the program",
        "a failure of one plugin takes nothing else down",
        c -> accesses(c, Forbidden.ENDS));
  }

  /**
   * Everything random has a seed.
   *
   * @return a rule
   */
  public static ArchRule everythingRandomHasASeed() {
    return rule(
        "take randomness from a named algorithm with a seed",
        "the same seed gives the same result",
        c ->
            Stream.concat(
                accesses(c, Forbidden.UNSEEDED),
                c.getDirectDependenciesFromSelf().stream()
                    .filter(d -> Forbidden.UNSEEDED_TYPES.contains(d.getTargetClass().getName()))
                    .map(d -> d.getDescription())));
  }

  /**
   * A file that was written in one country is read in another.
   *
   * @return a rule
   */
  public static ArchRule nothingDependsOnTheMachinesCharsetOrLocale() {
    return rule(
        "name the charset and the locale",
        "a file that was written in one country is read in another",
        c -> accesses(c, Forbidden.DEFAULTS));
  }

  /**
   * Plugins know nothing of Otium but its plugin interface, and not of each other.
   *
   * @return a rule
   */
  public static ArchRule onlyThePluginInterfaceIsKnown() {
    return rule(
        "know nothing of Otium but its plugin interface",
        "everything else changes without notice, and is in no module that a plugin can read",
        c ->
            c.getDirectDependenciesFromSelf().stream()
                .filter(d -> isInside(d.getTargetClass(), c))
                .map(d -> d.getDescription()));
  }

  private static boolean isInside(JavaClass target, JavaClass own) {
    String name = target.getBaseComponentType().getPackageName();
    boolean isOtium = name.equals("org.otium") || name.startsWith("org.otium.");
    return isOtium
        && !INTERFACE.contains(name)
        && !own.getPackageName().startsWith(name)
        && !name.startsWith(own.getPackageName());
  }

  /**
   * Providers are public and have a public constructor without parameters.
   *
   * @return a rule
   */
  public static ArchRule providersCanBeMade() {
    return rule(
        "be public with a public constructor without parameters if they provide plugins",
        "the service loader makes them",
        c -> {
          boolean provides =
              c.isAssignableTo(Provider.class)
                  && !c.isInterface()
                  && !c.getModifiers().contains(JavaModifier.ABSTRACT);
          boolean canBeMade =
              c.getModifiers().contains(JavaModifier.PUBLIC)
                  && c.getConstructors().stream()
                      .anyMatch(
                          made ->
                              made.getRawParameterTypes().isEmpty()
                                  && made.getModifiers().contains(JavaModifier.PUBLIC));
          return provides && !canBeMade
              ? Stream.of(c.getName() + " cannot be made by the service loader")
              : Stream.empty();
        });
  }

  private static ArchRule rule(
      String should, String because, Function<JavaClass, Stream<String>> faults) {
    ArchCondition<JavaClass> condition =
        new ArchCondition<>(should) {
          @Override
          public void check(JavaClass c, ConditionEvents events) {
            faults
                .apply(c)
                .distinct()
                .forEach(fault -> events.add(SimpleConditionEvent.violated(c, fault)));
          }
        };
    return classes().should(condition).because(because).allowEmptyShould(true);
  }

  private static Stream<String> accesses(JavaClass c, Set<String> forbidden) {
    return c.getAccessesFromSelf().stream()
        .filter(access -> forbidden.contains(signature(access)))
        .map(JavaAccess::getDescription);
  }

  private static String signature(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    String name = target.getOwner().getName() + "." + target.getName();
    return target instanceof AccessTarget.CodeUnitAccessTarget unit
        ? name
            + unit.getRawParameterTypes().stream()
                .map(OtiumPluginRules::name)
                .collect(Collectors.joining(",", "(", ")"))
        : name;
  }

  private static String name(JavaClass type) {
    // Of an array of a class that is not on the class path, ArchUnit may not know the elements.
    return type.tryGetComponentType().map(element -> name(element) + "[]").orElseGet(type::getName);
  }

  /**
   * What no class may access: fields by name, methods with their parameter types.
   *
   * @return signatures
   */
  public static List<Set<String>> forbidden() {
    return List.of(
        Forbidden.STREAMS,
        Forbidden.ENDS,
        Forbidden.UNSEEDED,
        Forbidden.DEFAULTS,
        Forbidden.UNSEEDED_TYPES);
  }
}
