package org.otium.app.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otium.app.recipes.Task;
import org.otium.app.recipes.Tasks;
import org.otium.settings.JsonSchema;
import org.otium.settings.Parameter;
import org.otium.settings.SettingsSchema;
import org.otium.settings.ValueType;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/**
 * The JSON schema (draft 2020-12) of recipes, made from the settings records of the tasks and of
 * all plugins: with it editors complete names, show what they mean, and mark mistakes.
 *
 * <p>It is as strict as the program where a recipe stands for one run. Of variants and sweeps,
 * whose values are laid over those of the recipe, it checks the values of whole settings; a path
 * such as {@code functional.solver.epsilon} is only known to begin with a setting.
 */
public final class ExperimentSchema {
  private static final String DEFINITIONS = "$defs";
  private static final String DATASET = "dataset";
  private static final String DEFAULT_TASK = "flow";
  private static final String PROPERTIES = "properties";

  private final Function<Kind, ? extends Collection<? extends Provider<?, ?>>> providers;
  private final Map<String, Object> definitions = new LinkedHashMap<>();

  private ExperimentSchema(
      Function<Kind, ? extends Collection<? extends Provider<?, ?>>> providers) {
    this.providers = providers;
  }

  /**
   * The schema.
   *
   * @param providers the plugins of every kind
   * @param tasks what recipes can do
   * @return a tree of maps, lists, text, numbers and booleans
   */
  public static Map<String, Object> of(
      Function<Kind, ? extends Collection<? extends Provider<?, ?>>> providers, Tasks tasks) {
    return new ExperimentSchema(providers).document(tasks);
  }

  private Map<String, Object> document(Tasks tasks) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("title", "Otium experiment");
    document.put("description", "A task, its settings, and what is varied.");
    document.put("type", "object");
    List<Object> names = new ArrayList<>();
    List<Object> cases = new ArrayList<>();
    for (Task task : tasks.all()) {
      names.add(described(Map.of("const", task.name()), task.summary()));
      definitions.put("task." + task.name(), task(task));
      Map<String, Object> is = new LinkedHashMap<>();
      is.put(PROPERTIES, Map.of("task", Map.of("const", task.name())));
      if (!task.name().equals(DEFAULT_TASK)) {
        is.put("required", List.of("task"));
      }
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("if", is);
      one.put("then", reference("task." + task.name()));
      cases.add(one);
    }
    Map<String, Object> chosen = described(Map.of("oneOf", names), "What is done.");
    chosen.put("default", DEFAULT_TASK);
    document.put(PROPERTIES, Map.of("task", chosen));
    document.put("allOf", cases);
    definitions.put(
        DATASET,
        described(
            Map.of(
                "anyOf",
                List.of(
                    Map.of("type", "string", "minLength", 1),
                    merged(JsonSchema.of(Kind.DATASET_SOURCE, providers)))),
            "A file, a folder, a name in the data folder, or a generator with its settings."));
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.putAll(document);
    whole.put(DEFINITIONS, definitions);
    return whole;
  }

  /** A schema without its definitions, which are added to those of the document. */
  private Map<String, Object> merged(Map<String, Object> schema) {
    Map<String, Object> rest = new LinkedHashMap<>(schema);
    if (rest.remove(DEFINITIONS) instanceof Map<?, ?> own) {
      own.forEach((key, value) -> definitions.putIfAbsent(String.valueOf(key), value));
    }
    rest.remove("$schema");
    return rest;
  }

  private Map<String, Object> task(Task task) {
    Map<String, Object> settings = settings(task);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("title", text("What it shows, in one line."));
    properties.put("figure", text("The figure of a paper that it repeats."));
    properties.put("takes", text("How long it takes, and where that was measured."));
    properties.put("paper", paper());
    properties.put("task", Map.of("const", task.name()));
    properties.putAll(settings);
    Map<String, Object> lenient = lenient(task, settings);
    properties.put("scale", text("Which of its sizes it has: small, or one of scales."));
    properties.put(
        "scales",
        variants(
            "Other sizes of all runs: what each sets, by its name; variants win over it, but for"
                + " what it says of them.",
            lenient,
            Map.of("variants", scaledVariants(lenient))));
    properties.put(
        "variants",
        variants(
            "What each run sets, by its name: settings, or paths into them.", lenient, Map.of()));
    properties.put("sweep", sweep(lenient));
    properties.put("seeds", seeds());
    Map<String, Object> object = object(properties);
    List<String> required = task.inputs().roles().stream().sorted().toList();
    if (!required.isEmpty()) {
      // What varies may bring the datasets.
      Map<String, Object> varied = new LinkedHashMap<>();
      varied.put(
          "anyOf",
          List.of(Map.of("required", List.of("variants")), Map.of("required", List.of("sweep"))));
      object.put("if", Map.of("not", varied));
      object.put("then", Map.of("required", required));
    }
    return object;
  }

  /** Numbers of a paper by run and measure. */
  private static Map<String, Object> paper() {
    Map<String, Object> number = Map.of("type", List.of("number", "string"));
    Map<String, Object> measures = Map.of("type", "object", "additionalProperties", number);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("source", text("Where the numbers stand."));
    properties.put("note", text("How the paper's setting differs."));
    properties.put("values", Map.of("type", "object", "additionalProperties", measures));
    Map<String, Object> object =
        described(object(properties), "What a paper reports, to be shown beside what is measured.");
    object.put("required", List.of("source", "values"));
    return object;
  }

  private Map<String, Object> settings(Task task) {
    Map<String, Object> settings = new LinkedHashMap<>();
    Task.Inputs inputs = task.inputs();
    for (String role : inputs.single()) {
      settings.put(role, reference(DATASET));
    }
    for (String role : inputs.several()) {
      Map<String, Object> list = new LinkedHashMap<>();
      list.put("type", "array");
      list.put("items", reference(DATASET));
      list.put("minItems", inputs.fewest());
      settings.put(
          role, inputs.fewest() > 1 ? list : Map.of("anyOf", List.of(list, reference(DATASET))));
    }
    Map<String, Object> record = merged(JsonSchema.of(inputs.settings(), providers));
    if (record.get(PROPERTIES) instanceof Map<?, ?> own) {
      own.forEach((key, value) -> settings.put(String.valueOf(key), value));
    }
    return settings;
  }

  /** Settings as variants write them: a map without a name adjusts what the recipe says. */
  private static Map<String, Object> lenient(Task task, Map<String, Object> settings) {
    Map<String, Object> lenient = new LinkedHashMap<>(settings);
    for (Parameter parameter : SettingsSchema.of(task.inputs().settings()).parameters()) {
      Object strict = settings.get(parameter.key());
      if (strict != null && holdsSettings(parameter.type())) {
        Map<String, Object> adjusts = new LinkedHashMap<>();
        adjusts.put("type", "object");
        adjusts.put("not", Map.of("required", List.of("name")));
        lenient.put(parameter.key(), Map.of("anyOf", List.of(strict, adjusts)));
      }
    }
    return lenient;
  }

  private static boolean holdsSettings(ValueType type) {
    return switch (type) {
      case ValueType.Plugin _, ValueType.Group _ -> true;
      case ValueType.OptionalOf optional -> holdsSettings(optional.element());
      default -> false;
    };
  }

  /** The paths that lead into settings, and what they are set to. */
  private static Map<String, Object> paths(Map<String, Object> settings, Object value) {
    String keys = settings.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    // Quoted by \Q and \E, which other dialects do not know; names are letters and dashes.
    String names = keys.replace("\\Q", "").replace("\\E", "");
    return Map.of("^(" + names + ")[.\\[]", value);
  }

  /** What a scale sets in variants, by patterns of their names. */
  private static Map<String, Object> scaledVariants(Map<String, Object> settings) {
    Map<String, Object> some = object(settings);
    some.put("patternProperties", paths(settings, Map.of()));
    Map<String, Object> variants = new LinkedHashMap<>();
    variants.put(
        "description", "What it sets in variants whose names are so; a star stands for any text.");
    variants.put("type", "object");
    variants.put("additionalProperties", some);
    return variants;
  }

  private static Map<String, Object> variants(
      String doc, Map<String, Object> settings, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.putAll(more);
    Map<String, Object> variant = object(all);
    variant.put("patternProperties", paths(settings, Map.of()));
    Map<String, Object> variants = new LinkedHashMap<>();
    variants.put("description", doc);
    variants.put("type", List.of("object", "null"));
    variants.put("propertyNames", Map.of("pattern", "^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$"));
    variants.put(
        "additionalProperties", Map.of("anyOf", List.of(variant, Map.of("enum", nothing()))));
    return variants;
  }

  private static Map<String, Object> sweep(Map<String, Object> settings) {
    Map<String, Object> properties = new LinkedHashMap<>();
    settings.forEach((key, value) -> properties.put(key, values(value)));
    Map<String, Object> sweep = object(properties);
    sweep.put("description", "The values that settings take, in every combination.");
    sweep.put("type", List.of("object", "null"));
    sweep.put("patternProperties", paths(settings, values(Map.of())));
    return sweep;
  }

  private static Map<String, Object> seeds() {
    Map<String, Object> seeds = new LinkedHashMap<>();
    seeds.put(
        "description",
        "With how many seeds each run is made, one after the other from its own on; means and"
            + " deviations are told.");
    seeds.put("type", List.of("integer", "null"));
    seeds.put("minimum", 1);
    seeds.put("maximum", 1000);
    seeds.put("default", 1);
    return seeds;
  }

  private static Map<String, Object> values(Object item) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("type", "array");
    values.put("minItems", 1);
    values.put("items", item);
    return values;
  }

  private static List<@Nullable Object> nothing() {
    List<@Nullable Object> nothing = new ArrayList<>();
    nothing.add("");
    nothing.add(null);
    return nothing;
  }

  private static Map<String, Object> object(Map<String, Object> properties) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put(PROPERTIES, properties);
    object.put("additionalProperties", false);
    return object;
  }

  private static Map<String, Object> text(String description) {
    return described(Map.of("type", List.of("string", "number", "boolean", "null")), description);
  }

  private static Map<String, Object> described(Map<String, ?> schema, String description) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("description", description);
    described.putAll(schema);
    return described;
  }

  private static Map<String, Object> reference(String key) {
    return Map.of("$ref", "#/" + DEFINITIONS + "/" + key);
  }
}
