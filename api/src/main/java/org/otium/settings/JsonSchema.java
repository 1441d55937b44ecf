package org.otium.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/**
 * Writes settings as a JSON schema (draft 2020-12), with which editors complete and check
 * experiments.
 */
public final class JsonSchema {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private final Function<Kind, ? extends Collection<? extends Provider<?, ?>>> providers;

  /**
   * One entry a kind and one a plugin, made when first referred to; a plugin may nest its own kind.
   */
  private final Map<String, Object> definitions = new LinkedHashMap<>();

  private JsonSchema(Function<Kind, ? extends Collection<? extends Provider<?, ?>>> providers) {
    this.providers = providers;
  }

  /**
   * The schema of a settings record.
   *
   * @param type the record
   * @param providers the plugins of every kind
   * @return a tree of maps, lists, text, numbers and booleans
   */
  public static Map<String, Object> of(
      Class<? extends Record> type,
      Function<Kind, ? extends Collection<? extends Provider<?, ?>>> providers) {
    JsonSchema schema = new JsonSchema(providers);
    return schema.document(schema.object(SettingsSchema.of(type)));
  }

  /**
   * The schema of a plugin: any of its kind.
   *
   * @param kind the kind
   * @param providers the plugins of every kind
   * @return a tree of maps, lists, text, numbers and booleans
   */
  public static Map<String, Object> of(
      Kind kind, Function<Kind, ? extends Collection<? extends Provider<?, ?>>> providers) {
    JsonSchema schema = new JsonSchema(providers);
    return schema.document(schema.anyOf(kind));
  }

  private Map<String, Object> document(Map<String, Object> root) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", DRAFT);
    document.putAll(root);
    if (!definitions.isEmpty()) {
      document.put("$defs", definitions);
    }
    return document;
  }

  private Map<String, Object> object(SettingsSchema schema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<Object> required = new ArrayList<>();
    for (Parameter parameter : schema.parameters()) {
      properties.put(parameter.key(), property(parameter));
      if (parameter.isRequired()) {
        required.add(parameter.key());
      }
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    object.put("additionalProperties", false);
    return object;
  }

  private Map<String, Object> property(Parameter parameter) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("description", parameter.doc());
    Object defaultValue = defaultOf(parameter);
    if (defaultValue != null) {
      property.put("default", defaultValue);
    }
    property.putAll(type(parameter, parameter.type()));
    return property;
  }

  private static @Nullable Object defaultOf(Parameter parameter) {
    if (parameter.defaultValue().isEmpty()) {
      return null;
    }
    Binding binding = new Binding(SettingsContext.empty(), Binding.Depth.SHAPE);
    Binding.Slot slot = binding.defaultOf(parameter, "");
    boolean isBareName =
        parameter.type() instanceof ValueType.Plugin
            && !parameter.defaultValue().get().strip().startsWith("{");
    return isBareName ? parameter.defaultValue().get() : slot == null ? null : slot.resolved();
  }

  private Map<String, Object> type(Parameter parameter, ValueType type) {
    return switch (type) {
      case ValueType.WholeNumber _ -> number("integer", parameter);
      case ValueType.RealNumber _ -> number("number", parameter);
      case ValueType.Flag _ -> Map.of("type", "boolean");
      case ValueType.Text _ -> Map.of("type", "string");
      case ValueType.Choice choice -> Map.of("enum", List.copyOf(choice.names()));
      case ValueType.Notation _ -> Map.of("type", List.of("string", "number"));
      case ValueType.Dataset _ -> Map.of("type", List.of("string", "object"));
      case ValueType.Plugin plugin -> plugin(parameter, plugin);
      case ValueType.Group group -> object(SettingsSchema.of(group.type()));
      case ValueType.ListOf list -> listOf(type(parameter, list.element()));
      case ValueType.OptionalOf optional ->
          Map.of("anyOf", List.of(type(parameter, optional.element()), Map.of("enum", nothing())));
    };
  }

  private static List<@Nullable Object> nothing() {
    List<@Nullable Object> nothing = new ArrayList<>();
    nothing.add("");
    nothing.add(null);
    return nothing;
  }

  private static Map<String, Object> listOf(Map<String, Object> items) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("items", items);
    return list;
  }

  private static Map<String, Object> number(String type, Parameter parameter) {
    Map<String, Object> number = new LinkedHashMap<>();
    number.put("type", type);
    if (parameter.min() > Double.NEGATIVE_INFINITY) {
      number.put(parameter.exclusiveMin() ? "exclusiveMinimum" : "minimum", parameter.min());
    }
    if (parameter.max() < Double.POSITIVE_INFINITY) {
      number.put("maximum", parameter.max());
    }
    return number;
  }

  private Map<String, Object> plugin(Parameter parameter, ValueType.Plugin type) {
    Map<String, Object> any = anyOf(type.kind());
    String name = Binding.defaultPlugin(type.kind(), parameter);
    if (providers.apply(type.kind()).stream().noneMatch(p -> p.name().equals(name))) {
      return any;
    }
    // Without a name, the settings are those of the default plugin.
    Map<String, Object> unnamed = new LinkedHashMap<>(reference(key(type.kind(), name)));
    unnamed.put("not", Map.of("required", List.of("name")));
    return Map.of("oneOf", List.of(any, unnamed));
  }

  private Map<String, Object> anyOf(Kind kind) {
    if (!definitions.containsKey(kind.id())) {
      Map<String, Object> definition = new LinkedHashMap<>();
      definitions.put(kind.id(), definition);
      List<Object> alternatives = new ArrayList<>();
      List<Object> maps = new ArrayList<>();
      for (Provider<?, ?> provider : providers.apply(kind)) {
        String key = key(kind, provider.name());
        SettingsSchema settings = SettingsSchema.of(provider.settings());
        definitions.put(key, named(provider, settings));
        if (settings.parameters().stream().noneMatch(Parameter::isRequired)) {
          Map<String, Object> bareName = new LinkedHashMap<>();
          bareName.put("const", provider.name());
          bareName.put("description", provider.summary());
          alternatives.add(bareName);
        }
        Map<String, Object> map = new LinkedHashMap<>(reference(key));
        map.put("required", List.of("name"));
        maps.add(map);
      }
      alternatives.addAll(maps);
      if (alternatives.isEmpty()) {
        definition.put("not", Map.of());
      } else {
        definition.put("oneOf", alternatives);
      }
    }
    return reference(kind.id());
  }

  private Map<String, Object> named(Provider<?, ?> provider, SettingsSchema settings) {
    Map<String, Object> object = object(settings);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("name", Map.of("const", provider.name()));
    if (object.get("properties") instanceof Map<?, ?> own) {
      own.forEach((key, value) -> properties.put((String) key, value));
    }
    object.put("properties", properties);
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("description", provider.summary());
    described.putAll(object);
    return described;
  }

  private static Map<String, Object> reference(String key) {
    return Map.of("$ref", "#/$defs/" + key);
  }

  private static String key(Kind kind, String name) {
    return kind.id() + "." + name;
  }
}
