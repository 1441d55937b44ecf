package org.otium.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.otium.app.plugins.JarRules;
import org.otium.testkit.rules.OtiumPluginRules;

/** What no class may do, because it would behave differently elsewhere or another time. */
class HygieneTest {
  private final Reactor reactor = Reactor.instance();

  @Test
  void nothingIsPrintedPastTheCommandLine() {
    check(OtiumPluginRules.nothingIsPrinted());
    noClasses()
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .because("a library is silent, and the command line decides where its output goes")
        .check(reactor.main());
  }

  @Test
  void everythingRandomHasASeed() {
    check(OtiumPluginRules.everythingRandomHasASeed());
  }

  @Test
  void nothingDependsOnTheCharsetOrLocaleOfTheMachine() {
    check(OtiumPluginRules.nothingDependsOnTheMachinesCharsetOrLocale());
  }

  private void check(ArchRule rule) {
    assertTrue(reactor.main().size() > 100);
    rule.check(reactor.main());
  }

  @Test
  void whatACheckOfAJarForbidsIsWhatTheRulesForbid() {
    Set<String> rules =
        OtiumPluginRules.forbidden().stream().flatMap(Set::stream).collect(Collectors.toSet());
    assertEquals(rules, JarRules.list());
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
}
