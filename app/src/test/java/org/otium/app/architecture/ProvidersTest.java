package org.otium.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleDescriptor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.Optimizer;
import org.otium.spi.Kind;
import org.otium.spi.OptimizerProvider;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

/**
 * Plugins are declared where the service loader finds them, and keep the contract of their kind.
 */
class ProvidersTest {
  private static final String TESTKIT = ProviderContract.class.getPackageName();
  private static final DescribedPredicate<JavaClass> PROVIDERS =
      describe(
          "provide plugins",
          c ->
              c.isAssignableTo(Provider.class)
                  && !c.getPackageName().equals(TESTKIT)
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
    List<JavaClass> tests = contractTests();
    Looked.at(
        reactor.main(),
        PROVIDERS,
        "be made by a test of the contract of providers, and keep the contract of their kind",
        "the contracts say what every plugin of a kind must do",
        c -> untested(c, tests));
  }

  @Test
  void providerWithoutContractIsCaught() {
    JavaClass stray = new ClassFileImporter().importClass(Stray.class);
    List<JavaClass> tests = contractTests();
    assertEquals(2, untested(stray, tests).count());
    JavaClass shipped =
        reactor.main().stream().filter(PROVIDERS).findFirst().orElseThrow(AssertionError::new);
    assertEquals(0, untested(shipped, tests).count());
    List<JavaClass> others = tests.stream().filter(test -> !makes(test, shipped)).toList();
    assertTrue(others.size() < tests.size());
    assertEquals(1, untested(shipped, others).count());
  }

  /** A provider that no test knows of. */
  static final class Stray implements OptimizerProvider<Stray.Nothing> {
    record Nothing() {}

    @Override
    public String name() {
      return "stray";
    }

    @Override
    public String summary() {
      return "No test knows of it.";
    }

    @Override
    public Class<Nothing> settings() {
      return Nothing.class;
    }

    @Override
    public Optimizer create(Nothing settings, Compute compute) {
      throw new UnsupportedOperationException("never made");
    }
  }

  private List<JavaClass> contractTests() {
    return reactor.withTests().stream()
        .filter(c -> !c.getPackageName().equals(TESTKIT))
        .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
        .filter(
            c ->
                c.getAllRawSuperclasses().stream()
                    .anyMatch(
                        s ->
                            s.getPackageName().equals(TESTKIT)
                                && s.getSimpleName().endsWith("Contract")))
        .toList();
  }

  /** Which tests a provider lacks, a line each. */
  private Stream<String> untested(JavaClass provider, List<JavaClass> tests) {
    List<String> faults = new ArrayList<>();
    if (tests.stream().noneMatch(test -> makes(test, provider))) {
      faults.add(
          "no test that extends "
              + ProviderContract.class.getSimpleName()
              + " makes "
              + provider.getName());
    }
    String contract = contractOf(provider);
    if (reactor.main().contain(contract)) {
      Set<String> products = products(provider);
      if (tests.stream()
          .filter(test -> isSubclass(test, contract))
          .noneMatch(test -> used(test).stream().anyMatch(products::contains))) {
        faults.add("no test that extends " + contract + " uses any of " + products);
      }
    }
    return faults.stream();
  }

  private boolean makes(JavaClass test, JavaClass provider) {
    return isSubclass(test, ProviderContract.class.getName())
        && reached(
                test.getMethods().stream()
                    .filter(method -> method.getName().equals("provider"))
                    .toList())
            .anyMatch(
                access ->
                    access instanceof JavaConstructorCall
                        && access.getTargetOwner().equals(provider));
  }

  private static boolean isSubclass(JavaClass test, String contract) {
    return test.getAllRawSuperclasses().stream().anyMatch(s -> s.getName().equals(contract));
  }

  /** The contract of plugins of a kind is called after what they are. */
  private static String contractOf(JavaClass provider) {
    Class<?> kind =
        Arrays.stream(Kind.values())
            .<Class<?>>map(Kind::provider)
            .filter(provider::isAssignableTo)
            .findFirst()
            .orElseThrow(() -> new AssertionError(provider.getName() + " is of no kind"));
    return TESTKIT + "." + kind.getSimpleName().replaceFirst("Provider$", "Contract");
  }

  /**
   * The shipped classes that a test uses, itself or through methods of the tests' own helpers.
   *
   * @param test a test
   */
  private Set<String> used(JavaClass test) {
    return reached(test.getCodeUnits())
        .map(access -> access.getTargetOwner())
        .filter(owner -> reactor.moduleOf(owner).isPresent())
        .map(JavaClass::getName)
        .collect(Collectors.toSet());
  }

  /**
   * What methods access, themselves or through methods of the tests' own helpers.
   *
   * @param from methods of a test
   */
  private Stream<JavaAccess<?>> reached(Collection<? extends JavaCodeUnit> from) {
    List<JavaAccess<?>> reached = new ArrayList<>();
    Set<JavaCodeUnit> seen = new HashSet<>();
    Deque<JavaCodeUnit> left = new ArrayDeque<>(from);
    while (!left.isEmpty()) {
      JavaCodeUnit unit = left.pop();
      if (!seen.add(unit)) {
        continue;
      }
      for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
        JavaClass owner = access.getTargetOwner();
        reached.add(access);
        if (reactor.moduleOf(owner).isEmpty() && owner.getPackageName().startsWith("org.otium.")) {
          access
              .getTarget()
              .resolveMember()
              .filter(JavaCodeUnit.class::isInstance)
              .map(JavaCodeUnit.class::cast)
              .ifPresent(left::push);
        }
      }
    }
    return reached.stream();
  }

  /** The provider, and the classes of its own module that it makes plugins of. */
  private Set<String> products(JavaClass provider) {
    return Stream.concat(
            Stream.of(provider),
            provider.getMethods().stream()
                .filter(method -> method.getName().equals("create"))
                .flatMap(method -> method.getAccessesFromSelf().stream())
                .map(access -> access.getTargetOwner())
                .filter(owner -> reactor.moduleOf(owner).isPresent())
                .filter(owner -> reactor.moduleOf(owner).equals(reactor.moduleOf(provider)))
                .filter(owner -> !owner.isAssignableTo(Record.class) && !owner.isEnum()))
        .map(JavaClass::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
