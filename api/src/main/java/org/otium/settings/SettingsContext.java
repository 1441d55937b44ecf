package org.otium.settings;

import java.util.List;
import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.spi.Availability;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/** The surroundings that settings may refer to: the plugins and datasets that exist. */
public interface SettingsContext {
  /**
   * The plugins that can be named.
   *
   * @param kind a kind of plugin
   * @return their names, ascending
   */
  List<String> names(Kind kind);

  /**
   * The plugin of a name.
   *
   * @param kind a kind of plugin
   * @param name what the user wrote
   * @return its provider; empty if there is none
   */
  Optional<Provider<?, ?>> find(Kind kind, String name);

  /**
   * Why there is no plugin of a name, where more is known than that nobody provides it.
   *
   * @param kind a kind of plugin
   * @param name a name for which {@link #find} gives nothing
   * @return one line, for instance why the plugin was refused; empty if nothing is known
   */
  default String whyMissing(Kind kind, String name) {
    return "";
  }

  /**
   * Whether a plugin can work on this machine.
   *
   * @param kind its kind
   * @param provider one that {@link #find} gave
   * @return yes, or the reason why not
   */
  default Availability availability(Kind kind, Provider<?, ?> provider) {
    return provider.available();
  }

  /**
   * What stands in place of the default of a plugin's setting, where the user writes nothing: a
   * choice that was made once for all plugins of a program.
   *
   * @param kind the kind of the plugin
   * @param provider one that {@link #find} gave
   * @param parameter one of its settings
   * @return the value as a user would write it; empty for the setting's own default
   */
  default Optional<String> preset(Kind kind, Provider<?, ?> provider, Parameter parameter) {
    return Optional.empty();
  }

  /**
   * Makes a plugin.
   *
   * @param kind its kind
   * @param provider one that {@link #find} gave
   * @param settings of the provider's record class
   * @return a product of the kind
   * @throws InvalidInputException if the settings cannot be used
   */
  Object create(Kind kind, Provider<?, ?> provider, Record settings);

  /**
   * Checks, without reading all of it, that a dataset can be read.
   *
   * @param reference what the user wrote: text or a tree
   * @throws InvalidInputException if it cannot
   */
  void checkDataset(Object reference);

  /**
   * Reads a dataset.
   *
   * @param reference what the user wrote: text or a tree
   * @return the dataset
   * @throws InvalidInputException if it cannot be read
   */
  LabeledDataset dataset(Object reference);

  /**
   * A dataset as resolved settings name it, for who repeats them elsewhere.
   *
   * @param reference what the user wrote: text or a tree
   * @return text or a tree that means the same wherever it is read; by default what the user wrote
   */
  default Object recorded(Object reference) {
    return reference;
  }

  /**
   * Surroundings without plugins and datasets, for records of plain values.
   *
   * @return a context that finds nothing
   */
  static SettingsContext empty() {
    return EmptyContext.INSTANCE;
  }
}
