package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.otium.settings.Parameter;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.settings.SettingsSchema;
import org.otium.spi.Availability;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/**
 * What every {@link Provider} must do so that users can find, understand and configure its plugin.
 */
public abstract class ProviderContract {
  private static final int LONGEST_SUMMARY = 120;

  /** The settings of a plugin of another module, of which nothing is known. */
  public record NoSettings() {}

  /** For subclasses. */
  protected ProviderContract() {}

  /**
   * The provider under test.
   *
   * @return one that was made with its public constructor
   */
  protected abstract Provider<?, ?> provider();

  /**
   * Values for the settings that have no default.
   *
   * @return a tree with exactly those keys; empty if every setting has a default
   */
  protected Map<String, Object> requiredSettings() {
    return Map.of();
  }

  /**
   * The plugins whose settings the defaults of this one mention. Of every other plugin, and of
   * every dataset, all that is known is that it exists.
   *
   * @return providers of nested plugins; none unless a default gives a nested plugin settings of
   *     its own
   */
  protected List<Provider<?, ?>> neighbours() {
    return List.of();
  }

  private SettingsContext context() {
    return new AnythingGoes(neighbours());
  }

  @Test
  final void nameIsKebabCase() {
    String name = provider().name();
    assertTrue(name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), () -> "name '" + name + "'");
  }

  @Test
  final void summaryIsOneShortLine() {
    String summary = provider().summary();
    assertFalse(summary.isBlank(), "summary is empty");
    assertEquals(1, summary.lines().count(), () -> "lines of: " + summary);
    assertTrue(
        summary.length() <= LONGEST_SUMMARY, () -> summary.length() + " characters: " + summary);
  }

  @Test
  final void everySettingIsDocumentedAndHasASoundDefault() {
    assertEquals(List.of(), schema().problems());
  }

  @Test
  final void defaultsBind() {
    assertEquals(List.of(), problems(requiredSettings()));
  }

  @Test
  final void requiredSettingsAreExactlyThoseWithoutDefault() {
    List<String> required =
        schema().parameters().stream()
            .filter(Parameter::isRequired)
            .map(Parameter::key)
            .sorted()
            .toList();
    assertEquals(required, requiredSettings().keySet().stream().sorted().toList());
  }

  @Test
  final void unknownSettingsAreRefused() {
    Map<String, Object> tree = new LinkedHashMap<>(requiredSettings());
    tree.put("no-such-setting", 1);
    List<String> paths = problems(tree).stream().map(Problem::path).toList();
    assertEquals(List.of("no-such-setting"), paths);
  }

  @Test
  final void resolvedSettingsResolveToThemselves() {
    SettingsBinder binder = new SettingsBinder(context());
    Map<String, Object> resolved = binder.resolve(provider().settings(), requiredSettings());
    assertEquals(schema().keys(), List.copyOf(resolved.keySet()));
    assertEquals(resolved, binder.resolve(provider().settings(), resolved));
  }

  @Test
  final void availabilityHasAReason() {
    Availability availability = provider().available();
    assertNotNull(availability);
    assertEquals(availability.isAvailable(), availability.reason().isEmpty());
  }

  @Test
  final void classIsPublicWithAPublicConstructorWithoutParameters() throws NoSuchMethodException {
    Class<?> type = provider().getClass();
    assertTrue(Modifier.isPublic(type.getModifiers()), () -> type + " is not public");
    assertTrue(Modifier.isPublic(type.getConstructor().getModifiers()));
  }

  @Test
  final void moduleDeclaresTheProvider() {
    Class<?> type = provider().getClass();
    ModuleDescriptor module = type.getModule().getDescriptor();
    assertNotNull(module, () -> type + " is not in a named module");
    String service = kind().provider().getName();
    assertTrue(
        module.provides().stream()
            .anyMatch(p -> p.service().equals(service) && p.providers().contains(type.getName())),
        () -> "module-info lacks: provides " + service + " with " + type.getName() + ";");
  }

  @Test
  final void serviceLoaderFindsTheProvider() {
    Class<?> type = provider().getClass();
    ModuleLayer layer = type.getModule().getLayer();
    assertNotNull(layer, () -> type + " is not in a named module");
    assertTrue(
        ServiceLoader.load(layer, kind().provider()).stream().anyMatch(p -> p.type() == type),
        () -> "the service loader does not find " + type.getName());
  }

  private SettingsSchema schema() {
    return SettingsSchema.of(provider().settings());
  }

  private List<Problem> problems(Map<String, Object> tree) {
    return new SettingsBinder(context()).validate(provider().settings(), tree);
  }

  private Kind kind() {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.provider().isInstance(provider()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(provider().getClass() + " is of no kind"));
  }
}
