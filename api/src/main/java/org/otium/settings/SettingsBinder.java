package org.otium.settings;

import java.util.List;
import java.util.Map;
import org.otium.api.OtiumException;
import org.otium.spi.Kind;

/**
 * Binds plain trees of values to settings records and to plugins.
 *
 * <p>A tree is a map whose values are text, numbers, booleans, lists and maps; numbers and booleans
 * may also be written as text. A plugin is its name, or a map with {@code name} and its settings; a
 * map without {@code name}, where the setting has a default plugin, adjusts that one. Every method
 * looks at the whole tree before it gives up, so that one {@link SettingsException} names every
 * problem; nothing is created and no dataset is read before the tree is free of them.
 */
public final class SettingsBinder {
  private final SettingsContext context;

  /**
   * A binder.
   *
   * @param context the plugins and datasets that settings may refer to
   */
  public SettingsBinder(SettingsContext context) {
    this.context = context;
  }

  /**
   * Finds what is wrong without creating anything. What only a plugin or a dataset can tell (two
   * settings that do not go together with it) shows when they are made.
   *
   * @param type a settings record
   * @param tree its settings
   * @return every problem, in the order of the settings; empty if there is none
   */
  public List<Problem> validate(Class<? extends Record> type, Map<String, ?> tree) {
    Binding binding = new Binding(context, Binding.Depth.VALIDATE);
    binding.record(SettingsSchema.of(type).sound(), tree, "");
    return binding.problems();
  }

  /**
   * Finds what is wrong with a plugin without creating it.
   *
   * @param kind its kind
   * @param spec its name, or a map with {@code name} and its settings
   * @param path where the user wrote it, for the messages
   * @return every problem; empty if there is none
   */
  public List<Problem> validatePlugin(Kind kind, Object spec, String path) {
    Binding binding = new Binding(context, Binding.Depth.VALIDATE);
    binding.plugin(kind, spec, path, "");
    return binding.problems();
  }

  /**
   * Writes out every default without creating anything.
   *
   * @param type a settings record
   * @param tree its settings
   * @return the resolved tree, unmodifiable
   * @throws SettingsException if anything is wrong with it
   */
  public Map<String, Object> resolve(Class<? extends Record> type, Map<String, ?> tree) {
    Binding binding = new Binding(context, Binding.Depth.VALIDATE);
    Binding.Slot slot = binding.record(SettingsSchema.of(type).sound(), tree, "");
    return asTree(binding.proven(slot).resolved());
  }

  /**
   * Writes out every default of a plugin without creating it.
   *
   * @param kind its kind
   * @param spec its name, or a map with {@code name} and its settings
   * @param path where the user wrote it, for the messages
   * @return the resolved tree, its {@code name} first, unmodifiable
   * @throws SettingsException if anything is wrong with it
   */
  public Map<String, Object> resolvePlugin(Kind kind, Object spec, String path) {
    Binding binding = new Binding(context, Binding.Depth.VALIDATE);
    Binding.Slot slot = binding.plugin(kind, spec, path, "");
    return asTree(binding.proven(slot).resolved());
  }

  /**
   * Makes a settings record, and the plugins and datasets in it.
   *
   * @param <S> the record
   * @param type the record class
   * @param tree its settings
   * @return the record and the resolved tree
   * @throws SettingsException if anything is wrong with the settings
   * @throws OtiumException if a plugin failed for a reason of its own
   */
  public <S extends Record> Bound<S> bind(Class<S> type, Map<String, ?> tree) {
    Map<String, Object> resolved = resolve(type, tree);
    Binding binding = new Binding(context, Binding.Depth.CREATE);
    Binding.Slot slot = binding.proven(binding.record(SettingsSchema.of(type).sound(), tree, ""));
    return new Bound<>(type.cast(slot.value()), resolved);
  }

  /**
   * Makes a plugin, and the plugins and datasets in its settings.
   *
   * @param kind its kind
   * @param spec its name, or a map with {@code name} and its settings
   * @param path where the user wrote it, for the messages
   * @return the plugin, of {@link Kind#product()}, and its resolved tree
   * @throws SettingsException if anything is wrong with the settings
   * @throws OtiumException if a plugin failed for a reason of its own
   */
  public Bound<Object> bindPlugin(Kind kind, Object spec, String path) {
    Map<String, Object> resolved = resolvePlugin(kind, spec, path);
    Binding binding = new Binding(context, Binding.Depth.CREATE);
    Binding.Slot slot = binding.proven(binding.plugin(kind, spec, path, ""));
    return new Bound<>(slot.value(), resolved);
  }

  @SuppressWarnings("unchecked") // a resolved record or plugin is a map with text keys
  private static Map<String, Object> asTree(Object resolved) {
    return (Map<String, Object>) resolved;
  }
}
