package org.otium.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house: one floor above the other. */
class FloorsTest {
  private final Reactor reactor = Reactor.instance();

  @Test
  void everyModuleHasAFloor() {
    Set<String> homeless = new TreeSet<>(reactor.moduleNames());
    homeless.removeAll(Reactor.floors().keySet());
    homeless.remove("benchmarks");
    assertEquals(Set.of(), homeless, "modules without a floor: give them one in Reactor.FLOORS");
    assertTrue(reactor.moduleNames().size() > 8, () -> "only " + reactor.moduleNames());
  }

  @Test
  void importsOnlyGoDown() {
    Looked.at(
        reactor.main(),
        describe("have a floor", c -> floor(c) > 0),
        "only import classes of their own module or of a lower floor",
        "plugins meet through the interfaces of the api, so that each can be replaced alone",
        c ->
            dependencies(c)
                .filter(d -> reactor.moduleOf(target(d)).isPresent())
                .filter(d -> !module(c).equals(module(target(d))) && floor(target(d)) >= floor(c))
                .map(
                    d ->
                        c.getName()
                            + " of "
                            + module(c)
                            + " imports "
                            + target(d).getName()
                            + " of "
                            + module(target(d))));
  }

  @Test
  void testkitSeesTheVocabularyAlone() {
    Looked.at(
        reactor.main(),
        describe("are of testkit", c -> module(c).equals("testkit")),
        "import nothing of the house but the api",
        "authors of plugins extend the contracts without any other module",
        c ->
            dependencies(c)
                .filter(d -> reactor.moduleOf(target(d)).isPresent())
                .filter(d -> !Set.of("testkit", "api").contains(module(target(d))))
                .map(Dependency::getDescription));
  }

  @Test
  void apiDependsOnTheJdkAlone() {
    Looked.at(
        reactor.main(),
        describe("are of the api", c -> module(c).equals("api")),
        "depend on java.base and annotations alone",
        "whoever implements a plugin inherits every dependency of the api",
        c ->
            dependencies(c)
                .filter(
                    d -> {
                      String name = target(d).getPackageName();
                      return !target(d).isPrimitive()
                          && !name.startsWith("java.")
                          && !name.startsWith("org.jspecify.")
                          && !module(target(d)).equals("api");
                    })
                .map(Dependency::getDescription));
    Set<String> required =
        reactor.descriptor("api").requires().stream()
            .map(r -> r.name())
            .collect(Collectors.toCollection(TreeSet::new));
    required.remove("org.jspecify");
    assertEquals(Set.of("java.base"), required);
  }

  @Test
  void packagesHaveNoCycles() {
    assertTrue(reactor.main().size() > 100);
    slices()
        .matching("org.otium.(**)")
        .should()
        .beFreeOfCycles()
        .because("packages that import each other can only be understood together")
        .check(reactor.main());
  }

  private int floor(JavaClass c) {
    return Reactor.floors().getOrDefault(module(c), 0);
  }

  private String module(JavaClass c) {
    return reactor.moduleOf(c.getBaseComponentType()).orElse("");
  }

  private static JavaClass target(Dependency d) {
    return d.getTargetClass().getBaseComponentType();
  }

  private static Stream<Dependency> dependencies(JavaClass c) {
    return c.getDirectDependenciesFromSelf().stream();
  }
}
