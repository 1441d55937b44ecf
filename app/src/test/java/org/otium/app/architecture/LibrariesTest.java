package org.otium.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where libraries may be known. */
class LibrariesTest {
  private static final List<String> HIDDEN =
      List.of(
          "ai.djl.",
          "org.nd4j.",
          "com.google.inject.",
          "com.google.common.",
          "org.bytedeco.",
          "jdk.incubator.vector.");
  private final Reactor reactor = Reactor.instance();

  @Test
  void injectorIsKnownToTheCompositionRootAlone() {
    confined(
        "com.google.inject.",
        Set.of("org.otium.app.wiring"),
        "everything else takes what it needs in its constructor and can be made without an injector");
  }

  @Test
  void vectorApiIsConfinedToNumerics() {
    confined(
        "jdk.incubator.vector.",
        Set.of("org.otium.numerics"),
        "the module is incubating: what changes in it changes one module of ours, which has a scalar twin for all of it");
  }

  @Test
  void parquetIsReadInOnePackage() {
    confined(
        "dev.hardwood.",
        Set.of("org.otium.data.parquet"),
        "the library is young: what changes in it changes one package of ours");
  }

  /** Those that change their tensor in place are not recorded for derivatives. */
  @Test
  void tensorsAreCombinedWithTensorsAndNotWithNumbers() {
    List<String> combining =
        List.of("add", "sub", "mul", "div", "mod", "pow", "maximum", "minimum");
    Looked.at(
        reactor.main(),
        describe("use tensors", c -> c.getPackageName().startsWith("org.otium.")),
        "not call x.mul(2) and its like of DJL",
        "it frees the memory of the number before derivatives are taken, which are wrong then",
        c ->
            c.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().getName().startsWith("ai.djl.ndarray."))
                .filter(call -> combining.contains(call.getName()))
                .filter(
                    call ->
                        call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(Number.class)))
                .map(JavaMethodCall::getDescription));
  }

  private void confined(String library, Set<String> packages, String because) {
    Looked.at(
        reactor.main(),
        describe(
            "lie outside of " + packages,
            c -> packages.stream().noneMatch(p -> c.getPackageName().startsWith(p))),
        "not use " + library,
        because,
        c ->
            c.getDirectDependenciesFromSelf().stream()
                .filter(d -> d.getTargetClass().getName().startsWith(library))
                .map(Dependency::getDescription));
    assertTrue(
        reactor.main().stream()
            .filter(c -> packages.stream().anyMatch(p -> c.getPackageName().startsWith(p)))
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .anyMatch(d -> d.getTargetClass().getName().startsWith(library)),
        () -> library + " is used nowhere: the rule has lost its object");
  }

  @Test
  void noLibraryShowsInAnExportedSignature() {
    List<JavaClass> exported = reactor.exported();
    assertTrue(exported.size() > 60, () -> "only " + exported.size() + " exported classes");
    Looked.at(
        reactor.main(),
        describe("are exported", exported::contains),
        "show no type of DJL, ND4J, Guice, JavaCPP or the Vector API",
        "who uses the module would be bound to the library and its version",
        c ->
            Stream.concat(members(c), supertypes(c))
                .filter(LibrariesTest::isHidden)
                .map(type -> c.getName() + " shows " + type));
  }

  private static Stream<String> supertypes(JavaClass c) {
    return Stream.concat(
        c.getRawInterfaces().stream().map(JavaClass::getName),
        c.getRawSuperclass().stream().map(JavaClass::getName));
  }

  private static Stream<String> members(JavaClass c) {
    return c.getMembers().stream()
        .filter(LibrariesTest::isVisible)
        .flatMap(
            member ->
                switch (member) {
                  case JavaField field -> field.getType().getAllInvolvedRawTypes().stream();
                  case JavaCodeUnit unit ->
                      Stream.concat(
                          unit.getReturnType().getAllInvolvedRawTypes().stream(),
                          Stream.concat(
                              unit.getParameterTypes().stream()
                                  .flatMap(t -> t.getAllInvolvedRawTypes().stream()),
                              unit.getExceptionTypes().stream()));
                  default -> Stream.<JavaClass>empty();
                })
        .map(type -> type.getBaseComponentType().getName());
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static boolean isHidden(String type) {
    return HIDDEN.stream().anyMatch(type::startsWith);
  }
}
