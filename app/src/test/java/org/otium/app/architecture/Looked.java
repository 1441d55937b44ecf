package org.otium.app.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks rules, and that they looked at anything. */
final class Looked {
  private Looked() {}

  /** Says what is wrong with a class, a line a fault. */
  interface Faults extends Function<JavaClass, Stream<String>> {}

  /**
   * Checks a rule class by class.
   *
   * @param classes where to look
   * @param which which of them the rule is about
   * @param rule what they should be
   * @param because why
   * @param faults what is wrong with one
   */
  static void at(
      JavaClasses classes,
      DescribedPredicate<JavaClass> which,
      String rule,
      String because,
      Faults faults) {
    AtomicInteger looked = new AtomicInteger();
    ArchCondition<JavaClass> condition =
        new ArchCondition<>(rule) {
          @Override
          public void check(JavaClass c, ConditionEvents events) {
            looked.incrementAndGet();
            faults
                .apply(c)
                .distinct()
                .forEach(fault -> events.add(SimpleConditionEvent.violated(c, fault)));
          }
        };
    ArchRule checked = ArchRuleDefinition.classes().that(which).should(condition).because(because);
    checked.check(classes);
    assertTrue(looked.get() > 0, () -> "no class was looked at: " + rule);
  }

  static DescribedPredicate<JavaClass> all() {
    return DescribedPredicate.alwaysTrue();
  }
}
