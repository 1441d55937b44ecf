package org.otium.app.plugins.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.plugins.PluginEntry;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.ShippedFolder;
import org.otium.settings.Parameter;
import org.otium.settings.SettingsSchema;
import org.otium.settings.ValueType;
import org.otium.spi.Kind;

/** What the commands print with {@code --json}. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  static String write(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of maps and lists is always writable", e);
    }
  }

  static Map<String, Object> of(PluginEntry entry) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", entry.kind().map(Kind::id).orElse(""));
    tree.put("name", entry.name());
    tree.put("summary", entry.summary());
    tree.put("version", entry.version());
    tree.put("module", entry.module());
    tree.put("location", entry.location().toString());
    tree.put("built-in", entry.isBuiltIn());
    tree.put("sha256", entry.sha256().orElse(""));
    tree.put("state", entry.state().word());
    tree.put("reason", entry.state().reason());
    return tree;
  }

  /** A plugin that comes with Otium and is not there. */
  static Map<String, Object> absent(ShippedFolder.Plugin plugin, PluginRegistry plugins) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", plugin.kind().id());
    tree.put("name", plugin.name());
    for (String key : List.of("summary", "version", "module", "location")) {
      tree.put(key, "");
    }
    tree.put("built-in", false);
    tree.put("sha256", "");
    tree.put("state", "absent");
    tree.put("reason", plugins.whyMissing(plugin.kind(), plugin.name()));
    return tree;
  }

  static List<Object> of(SettingsSchema schema) {
    return schema.parameters().stream().<Object>map(Json::of).toList();
  }

  private static Map<String, Object> of(Parameter parameter) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("key", parameter.key());
    tree.put("type", parameter.type().words());
    tree.put("required", parameter.isRequired());
    parameter.defaultValue().ifPresent(text -> tree.put("default", text));
    if (!parameter.range().isEmpty()) {
      tree.put("range", parameter.range());
    }
    parameter.pluginKind().ifPresent(kind -> tree.put("kind", kind.id()));
    tree.put("doc", parameter.doc());
    if (parameter.type() instanceof ValueType.Group group) {
      tree.put("settings", of(SettingsSchema.of(group.type())));
    }
    return tree;
  }
}
