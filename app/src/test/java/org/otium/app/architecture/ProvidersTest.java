package org.otium.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.module.ModuleDescriptor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.otium.spi.Provider;

/**
 * Plugins are declared where the service loader finds them, and keep the contract of their kind.
 */
class ProvidersTest {
  private static final DescribedPredicate<JavaClass> PROVIDERS =
      describe(
          "provide plugins",
          c ->
              c.isAssignableTo(Provider.class)
                  && !c.getPackageName().equals("org.otium.testkit")
                  && !c.isInterface()
                  && !c.getModifiers().contains(JavaModifier.ABSTRACT));
  private final Reactor reactor = Reactor.instance();

  @Test
  void everyProviderIsDeclaredInItsModule() {
    Looked.at(
        reactor.main(),
        PROVIDERS,
        "be declared by 'provides' in module-info",
        "a provider that is not declared is never found",
        c -> {
          String module = reactor.moduleOf(c).orElseThrow();
          Set<String> declared =
              reactor.descriptor(module).provides().stream()
                  .map(ModuleDescriptor.Provides::providers)
                  .flatMap(List::stream)
                  .collect(Collectors.toSet());
          return declared.contains(c.getName())
              ? Stream.empty()
              : Stream.of(c.getName() + " is not declared in the module-info of " + module);
        });
  }

  @Test
  void everyProviderIsHeldToAContract() {
    Set<String> tested = new HashSet<>();
    for (JavaClass c : reactor.withTests()) {
      if (isContractTest(c)) {
        tested.addAll(used(c));
      }
    }
    Looked.at(
        reactor.main(),
        PROVIDERS,
        "be used, or have what it makes be used, by a test that extends a contract of testkit",
        "the contracts say what every plugin of a kind must do",
        c ->
            Stream.concat(Stream.of(c.getName()), products(c)).anyMatch(tested::contains)
                ? Stream.empty()
                : Stream.of(
                    "no test that extends a contract names "
                        + c.getName()
                        + " or what it makes: "
                        + products(c).toList()));
  }

  private static boolean isContractTest(JavaClass c) {
    return c.getAllRawSuperclasses().stream()
            .anyMatch(
                s ->
                    s.getPackageName().equals("org.otium.testkit")
                        && s.getSimpleName().endsWith("Contract"))
        && !c.getPackageName().equals("org.otium.testkit");
  }

  /**
   * The shipped classes that a test uses, itself or through methods of the tests' own helpers.
   *
   * @param test a test
   */
  private Set<String> used(JavaClass test) {
    Set<String> used = new HashSet<>();
    Set<JavaCodeUnit> seen = new HashSet<>();
    Deque<JavaCodeUnit> left = new ArrayDeque<>(test.getCodeUnits());
    while (!left.isEmpty()) {
      JavaCodeUnit unit = left.pop();
      if (!seen.add(unit)) {
        continue;
      }
      for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
        JavaClass owner = access.getTargetOwner();
        if (reactor.moduleOf(owner).isPresent()) {
          used.add(owner.getName());
        } else if (owner.getPackageName().startsWith("org.otium.")) {
          access
              .getTarget()
              .resolveMember()
              .filter(JavaCodeUnit.class::isInstance)
              .map(JavaCodeUnit.class::cast)
              .ifPresent(left::push);
        }
      }
    }
    return used;
  }

  /** The classes of the provider's own module that it makes or asks to make the plugin. */
  private Stream<String> products(JavaClass provider) {
    String module = reactor.moduleOf(provider).orElseThrow();
    return provider.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .filter(t -> reactor.moduleOf(t).filter(module::equals).isPresent())
        .filter(t -> !t.isAssignableTo(Record.class) && !t.isEnum() && !t.equals(provider))
        .map(JavaClass::getName)
        .distinct();
  }
}
