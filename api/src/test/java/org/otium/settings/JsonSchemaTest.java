package org.otium.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.otium.settings.Fixtures.tree;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.otium.settings.Fixtures.Everything;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/** An editor is told what the binder accepts. */
class JsonSchemaTest {
  private static List<Provider<?, ?>> providers(Kind kind) {
    Fixtures.Context context = new Fixtures.Context();
    return context.names(kind).stream()
        .<Provider<?, ?>>map(name -> context.find(kind, name).orElseThrow())
        .toList();
  }

  @Test
  void parametersHaveTypeRangeDefaultAndDoc() {
    Map<String, Object> schema = JsonSchema.of(Everything.class, JsonSchemaTest::providers);
    assertEquals("https://json-schema.org/draft/2020-12/schema", schema.get("$schema"));
    assertEquals(false, schema.get("additionalProperties"));
    Map<?, ?> properties = (Map<?, ?>) schema.get("properties");
    assertEquals(
        tree("description", "int", "default", 3, "type", "integer", "minimum", 1.0, "maximum", 9.0),
        properties.get("count"));
    assertEquals(
        tree("description", "double", "default", 0.5, "type", "number", "exclusiveMinimum", 0.0),
        properties.get("step-size"));
    assertEquals(
        tree(
            "description",
            "enum",
            "default",
            "diagonal",
            "enum",
            List.of("full-covariance", "diagonal")),
        properties.get("label-mode"));
    assertEquals("soft", ((Map<?, ?>) properties.get("solver")).get("default"));
  }

  @Test
  void pluginsAreAlternativesByName() {
    Map<String, Object> schema = JsonSchema.of(Kind.OT_SOLVER, JsonSchemaTest::providers);
    assertEquals("#/$defs/ot-solver", schema.get("$ref"));
    Map<?, ?> definitions = (Map<?, ?>) schema.get("$defs");
    List<?> alternatives = (List<?>) ((Map<?, ?>) definitions.get("ot-solver")).get("oneOf");
    List<?> bareNames =
        alternatives.stream()
            .filter(one -> ((Map<?, ?>) one).containsKey("const"))
            .map(one -> ((Map<?, ?>) one).get("const"))
            .toList();
    assertEquals(List.of("endless", "native", "soft"), bareNames);
    assertEquals(7, alternatives.size());
    Map<?, ?> nesting = (Map<?, ?>) definitions.get("ot-solver.nesting");
    assertEquals(List.of("reference"), nesting.get("required"));
    Map<?, ?> properties = (Map<?, ?>) nesting.get("properties");
    assertEquals(tree("const", "nesting"), properties.get("name"));
    assertTrue(properties.get("inner").toString().contains("#/$defs/ot-solver.soft"));
  }

  @Test
  void everyReferenceHasItsDefinition() {
    Map<String, Object> schema = JsonSchema.of(Everything.class, JsonSchemaTest::providers);
    Map<?, ?> definitions = (Map<?, ?>) schema.get("$defs");
    assertReferences(schema, definitions);
  }

  private static void assertReferences(Object node, Map<?, ?> definitions) {
    if (node instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String reference) {
        String key = reference.substring("#/$defs/".length());
        assertTrue(definitions.containsKey(key), reference);
      }
      map.values().forEach(value -> assertReferences(value, definitions));
    } else if (node instanceof List<?> list) {
      list.forEach(value -> assertReferences(value, definitions));
    }
  }
}
