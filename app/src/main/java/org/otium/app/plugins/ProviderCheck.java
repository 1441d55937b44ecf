package org.otium.app.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.settings.Parameter;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/**
 * What a look at one plugin found.
 *
 * @param entry the plugin
 * @param faults what its author has to correct; none for a good one
 * @param notes what could not be tried, and why
 */
public record ProviderCheck(PluginEntry entry, List<String> faults, List<String> notes) {
  private static final int LONGEST_SUMMARY = 120;

  /** Copies the lists. */
  public ProviderCheck {
    faults = List.copyOf(faults);
    notes = List.copyOf(notes);
  }

  /**
   * Whether the plugin is good.
   *
   * @return true if it has no faults
   */
  public boolean isOk() {
    return faults.isEmpty();
  }

  /**
   * Looks at a plugin: its summary, its settings and their defaults, whether it can be made from
   * them, and whether what was made answers on a few points.
   *
   * @param registry the plugins that it may nest
   * @param entry the plugin
   * @param compute what the machine offers; asked only if the plugin can be made
   * @return what was found
   */
  public static ProviderCheck of(
      PluginRegistry registry, PluginEntry entry, Supplier<Compute> compute) {
    ProviderCheck check = new ProviderCheck(entry, List.of(), List.of());
    if (entry.state() instanceof PluginState.Quarantined refused) {
      return check.withFault(refused.reason());
    }
    check = check.withFault(summaryFault(entry.summary()));
    Kind kind = entry.kind().orElseThrow();
    List<String> required =
        entry.settings().orElseThrow().parameters().stream()
            .filter(Parameter::isRequired)
            .map(Parameter::key)
            .toList();
    if (entry.state() instanceof PluginState.Unavailable unavailable) {
      return check.withNote("not made, because it cannot work here: " + unavailable.reason());
    }
    String path = entry.name();
    SettingsBinder binder = new SettingsBinder(registry.context(TinyDataset.INSTANCE));
    for (Problem problem : binder.validatePlugin(kind, Map.of("name", entry.name()), path)) {
      if (required.stream().noneMatch(key -> problem.path().equals(path + "." + key))) {
        check = check.withFault("its defaults cannot be used: " + problem);
      }
    }
    if (!required.isEmpty()) {
      return check.withNote(
          "not made, because it has no default for " + String.join(", ", required));
    }
    return check.isOk() ? check.tried(registry, compute.get()) : check;
  }

  private static String summaryFault(String summary) {
    if (summary.isBlank()) {
      return "it has no summary";
    }
    if (summary.length() > LONGEST_SUMMARY || summary.lines().count() > 1) {
      return "its summary is longer than one line of " + LONGEST_SUMMARY + " characters";
    }
    return "";
  }

  /** Makes it from its defaults and tries what was made. */
  private ProviderCheck tried(PluginRegistry registry, Compute compute) {
    Object product;
    try {
      product =
          registry
              .create(
                  entry.kind().orElseThrow(),
                  entry.name(),
                  entry.name(),
                  compute,
                  TinyDataset.INSTANCE)
              .product();
    } catch (OtiumException e) {
      return withFault("it cannot be made from its defaults: " + e.what());
    }
    Provider<?, ?> provider = entry.provider().orElseThrow();
    try {
      return withFault(
          PluginCalls.inContextOf(provider, () -> ProductSmoke.fault(product)).orElse(""));
    } catch (InvalidInputException e) {
      // With its defaults it may ask for more than a few points; that is no fault.
      return withNote("not tried on a few points: " + e.what());
    } catch (RuntimeException | LinkageError e) {
      return withFault("tried on a few points it fails: " + PluginCalls.words(e));
    }
  }

  private ProviderCheck withFault(String fault) {
    return fault.isEmpty() ? this : new ProviderCheck(entry, plus(faults, fault), notes);
  }

  private ProviderCheck withNote(String note) {
    return new ProviderCheck(entry, faults, plus(notes, note));
  }

  private static List<String> plus(List<String> list, String item) {
    List<String> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }
}
