package org.otium.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.spi.Availability;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/** One walk over a tree of settings. A walk goes on after a problem, to find the others. */
final class Binding {
  /** How far a walk goes. */
  enum Depth {
    /** Types and ranges alone: for a default, whose plugins need not be there. */
    SHAPE,
    /** Also whether plugins and datasets exist. */
    VALIDATE,
    /** Also makes them. */
    CREATE
  }

  /** Stands for a value that only a walk of depth {@link Depth#CREATE} has. */
  private enum Pending {
    PENDING
  }

  /** A value, {@link Pending#PENDING} if it is not made yet, and how it is written. */
  record Slot(Object value, Object resolved) {}

  /** Plugins whose defaults nest each other without end would otherwise overflow the stack. */
  private static final int DEEPEST = 24;

  private static final String NAME = "name";

  private final SettingsContext context;
  private final Depth depth;
  private final Scalars scalars;
  private final List<Problem> problems = new ArrayList<>();
  private int nesting;

  Binding(SettingsContext context, Depth depth) {
    this.context = context;
    this.depth = depth;
    this.scalars = new Scalars(problems);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The outcome of a walk that found nothing wrong. */
  Slot proven(@Nullable Slot slot) {
    if (slot == null || !problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return slot;
  }

  @Nullable Slot record(SettingsSchema schema, Map<?, ?> tree, String path) {
    int before = problems.size();
    reportUnknown(schema, tree, path);
    List<Object> values = new ArrayList<>();
    Map<String, Object> resolved = new LinkedHashMap<>();
    for (Parameter parameter : schema.parameters()) {
      String at = join(path, parameter.key());
      Slot slot =
          tree.containsKey(parameter.key())
              ? value(parameter, parameter.type(), tree.get(parameter.key()), at)
              : defaultOf(parameter, at);
      if (slot != null) {
        values.add(slot.value());
        resolved.put(parameter.key(), slot.resolved());
      }
    }
    if (problems.size() > before) {
      return null;
    }
    Object record =
        values.contains(Pending.PENDING) || depth == Depth.SHAPE
            ? Pending.PENDING
            : construct(schema, values, path);
    return record == null ? null : new Slot(record, Collections.unmodifiableMap(resolved));
  }

  private void reportUnknown(SettingsSchema schema, Map<?, ?> tree, String path) {
    List<String> keys = schema.keys();
    for (Object key : tree.keySet()) {
      String given = String.valueOf(key);
      if (!keys.contains(given)) {
        String allowed = keys.isEmpty() ? "no settings" : String.join(", ", keys);
        report(
            join(path, given),
            "unknown setting",
            given,
            allowed,
            NearestName.of(given, keys).orElse(""));
      }
    }
  }

  @Nullable Slot defaultOf(Parameter parameter, String path) {
    if (parameter.defaultValue().isEmpty()) {
      report(path, "must be given", "", parameter.allowed(), "");
      return null;
    }
    Object tree = FlowText.ofDefault(parameter.type(), parameter.defaultValue().get());
    return value(parameter, parameter.type(), tree, path);
  }

  private @Nullable Slot value(
      Parameter parameter, ValueType type, @Nullable Object given, String path) {
    if (type instanceof ValueType.OptionalOf optional) {
      return optional(parameter, optional, given, path);
    }
    if (given == null) {
      report(path, "is empty", "", parameter.allowed(), "");
      return null;
    }
    return switch (type) {
      case ValueType.ListOf list -> list(parameter, list, given, path);
      case ValueType.Plugin plugin -> plugin(plugin.kind(), given, path, adjustable(parameter));
      case ValueType.Group group -> group(parameter, group, given, path);
      case ValueType.Dataset _ -> dataset(given, path);
      default -> scalars.read(parameter, type, given, path);
    };
  }

  private @Nullable Slot optional(
      Parameter parameter, ValueType.OptionalOf type, @Nullable Object given, String path) {
    if (given == null || (given instanceof String text && text.isBlank())) {
      return new Slot(Optional.empty(), "");
    }
    Slot element = value(parameter, type.element(), given, path);
    if (element == null || element.value() instanceof Pending) {
      return element;
    }
    return new Slot(Optional.of(element.value()), element.resolved());
  }

  private @Nullable Slot list(
      Parameter parameter, ValueType.ListOf type, Object given, String path) {
    Object tree = given;
    if (given instanceof String text && text.strip().startsWith("[")) {
      try {
        tree = FlowText.parse(text);
      } catch (InvalidInputException e) {
        report(path, e.what(), text, parameter.allowed(), "");
        return null;
      }
    }
    if (!(tree instanceof List<?> items)) {
      report(path, "'" + given + "' is not a list", given.toString(), parameter.allowed(), "");
      return null;
    }
    List<Object> values = new ArrayList<>();
    List<Object> resolved = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Slot slot = value(parameter, type.element(), items.get(i), path + "[" + i + "]");
      if (slot != null) {
        values.add(slot.value());
        resolved.add(slot.resolved());
      }
    }
    if (values.size() < items.size()) {
      return null;
    }
    Object value =
        values.contains(Pending.PENDING) ? Pending.PENDING : Collections.unmodifiableList(values);
    return new Slot(value, Collections.unmodifiableList(resolved));
  }

  private @Nullable Slot group(
      Parameter parameter, ValueType.Group type, Object given, String path) {
    if (!(given instanceof Map<?, ?> tree)) {
      report(
          path,
          "'" + given + "' is not a map of settings",
          given.toString(),
          parameter.allowed(),
          "");
      return null;
    }
    Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
    if (FlowText.ofDefault(type, adjustable(parameter)) instanceof Map<?, ?> defaults) {
      merged.putAll(defaults);
    }
    merged.putAll(tree);
    return record(SettingsSchema.of(type.type()).sound(), merged, path);
  }

  /** The default that a map adjusts; the items of a list have none. */
  private static String adjustable(Parameter parameter) {
    return parameter.type() instanceof ValueType.ListOf ? "" : parameter.defaultValue().orElse("");
  }

  /** The name of the plugin that a map without a name adjusts; empty if there is none. */
  static String defaultPlugin(Kind kind, Parameter parameter) {
    Object name = specOf(new ValueType.Plugin(kind), adjustable(parameter)).get(NAME);
    return name == null ? "" : name.toString();
  }

  private @Nullable Slot dataset(Object given, String path) {
    if (depth == Depth.SHAPE) {
      return new Slot(Pending.PENDING, given);
    }
    try {
      if (depth == Depth.CREATE) {
        return new Slot(context.dataset(given), context.recorded(given));
      }
      context.checkDataset(given);
      return new Slot(Pending.PENDING, context.recorded(given));
    } catch (InvalidInputException e) {
      report(path, oneLine(e), given.toString(), "", "");
      return null;
    }
  }

  /**
   * Binds a plugin.
   *
   * @param defaultText the plugin that a map without a name adjusts; empty if there is none
   */
  @Nullable Slot plugin(Kind kind, Object given, String path, String defaultText) {
    Map<Object, @Nullable Object> tree = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> map) {
      if (!map.containsKey(NAME)) {
        tree.putAll(specOf(new ValueType.Plugin(kind), defaultText));
      }
      tree.putAll(map);
    } else if (given instanceof String text) {
      tree.put(NAME, text.strip());
    } else {
      report(path, "'" + given + "' is not a plugin", given.toString(), allowedNames(kind), "");
      return null;
    }
    Object name = tree.remove(NAME);
    if (!(name instanceof String text) || text.isBlank()) {
      report(join(path, NAME), "must be given", "", allowedNames(kind), "");
      return null;
    }
    if (nesting >= DEEPEST) {
      report(path, "nests plugins more than " + DEEPEST + " deep", text, "", "");
      return null;
    }
    nesting++;
    try {
      return depth == Depth.SHAPE ? shape(text, tree, path) : named(kind, text, tree, path);
    } finally {
      nesting--;
    }
  }

  private static Map<?, ?> specOf(ValueType type, String defaultText) {
    if (defaultText.isBlank()) {
      return Map.of();
    }
    Object spec = FlowText.ofDefault(type, defaultText);
    return spec instanceof Map<?, ?> map ? map : Map.of(NAME, spec);
  }

  private @Nullable Slot shape(String name, Map<?, ?> tree, String path) {
    if (!KebabCase.isName(name)) {
      report(path, "'" + name + "' is not a plugin name", name, "kebab-case", "");
      return null;
    }
    return new Slot(Pending.PENDING, tree);
  }

  private @Nullable Slot named(Kind kind, String name, Map<?, ?> tree, String path) {
    Optional<Provider<?, ?>> found = context.find(kind, name);
    if (found.isEmpty()) {
      String why = context.whyMissing(kind, name);
      String message =
          "unknown " + kind.id() + " '" + name + "'" + (why.isEmpty() ? "" : ": " + why);
      List<String> names = context.names(kind);
      // Where the name is known, nobody meant another.
      String meant = why.isEmpty() ? NearestName.of(name, names).orElse("") : "";
      report(path, message, name, allowedNames(kind), meant);
      return null;
    }
    Provider<?, ?> provider = found.get();
    Availability availability = context.availability(kind, provider);
    if (!availability.isAvailable()) {
      String message = kind.id() + " '" + name + "' cannot work here: " + availability.reason();
      report(path, message, name, "", "");
      return null;
    }
    SettingsSchema schema = SettingsSchema.of(provider.settings()).sound();
    Slot settings = record(schema, withPresets(kind, provider, schema, tree), path);
    if (settings == null) {
      return null;
    }
    Map<String, Object> resolved = new LinkedHashMap<>();
    resolved.put(NAME, name);
    ((Map<?, ?>) settings.resolved()).forEach((key, value) -> resolved.put((String) key, value));
    Object product =
        depth == Depth.CREATE ? create(kind, provider, settings.value(), path) : Pending.PENDING;
    return product == null ? null : new Slot(product, Collections.unmodifiableMap(resolved));
  }

  private Map<?, ?> withPresets(
      Kind kind, Provider<?, ?> provider, SettingsSchema schema, Map<?, ?> tree) {
    Map<Object, @Nullable Object> preset = new LinkedHashMap<>(tree);
    for (Parameter parameter : schema.parameters()) {
      if (!preset.containsKey(parameter.key())) {
        context
            .preset(kind, provider, parameter)
            .ifPresent(value -> preset.put(parameter.key(), value));
      }
    }
    return preset;
  }

  private @Nullable Object create(
      Kind kind, Provider<?, ?> provider, Object settings, String path) {
    try {
      Object product = context.create(kind, provider, (Record) settings);
      if (kind.product().isInstance(product)) {
        return product;
      }
      throw new OtiumException(
          kind.id() + " '" + provider.name() + "' made no " + kind.product().getSimpleName(),
          "This is for the author of the plugin to correct.");
    } catch (InvalidInputException e) {
      report(path, oneLine(e), "", "", "");
      return null;
    }
  }

  private @Nullable Object construct(SettingsSchema schema, List<Object> values, String path) {
    try {
      return RecordFactory.construct(schema.type(), values);
    } catch (InvalidInputException e) {
      report(path, oneLine(e), "", "", "");
      return null;
    }
  }

  private String allowedNames(Kind kind) {
    List<String> names = context.names(kind);
    return names.isEmpty()
        ? "nothing, as no " + kind.id() + " plugin was found"
        : String.join(", ", names);
  }

  private void report(
      String path, String message, String given, String allowed, String suggestion) {
    problems.add(new Problem(path, message, given, allowed, suggestion));
  }

  private static String oneLine(InvalidInputException e) {
    return e.remedy().isEmpty() ? e.what() : e.what() + ". " + e.remedy();
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
