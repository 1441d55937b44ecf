package org.otium.spi;

import java.util.Optional;
import org.otium.api.Compute;

/**
 * Describes and makes one plugin. A provider has a public constructor without parameters that does
 * nothing costly, and is declared by {@code provides … with …} in its module.
 *
 * @param <T> what it makes
 * @param <S> its settings: a public record in an exported package (see {@link
 *     org.otium.settings.Setting})
 */
public interface Provider<T, S extends Record> {
  /**
   * The name that users write, unique within its kind.
   *
   * @return kebab-case: {@code [a-z][a-z0-9]*(-[a-z0-9]+)*}
   */
  String name();

  /**
   * What it does, in one line.
   *
   * @return a sentence of at most 120 characters
   */
  String summary();

  /**
   * The record that holds all its parameters.
   *
   * @return a record class
   */
  Class<S> settings();

  /**
   * Makes the plugin.
   *
   * @param settings valid settings
   * @param compute what the machine offers
   * @return the plugin
   */
  T create(S settings, Compute compute);

  /**
   * Where what is made with these settings computed so far, for the record of a run.
   *
   * @param settings settings that {@link #create} was given
   * @return {@code cpu}, or the name of a graphics card; empty where nothing can be chosen, or
   *     nothing was computed yet
   */
  default Optional<String> device(S settings) {
    return Optional.empty();
  }

  /**
   * Whether it can work here, found out without side effects.
   *
   * @return yes, or the reason why not
   */
  default Availability available() {
    return Availability.yes();
  }

  /**
   * The versions of the plugin interface that this plugin was built for. A plugin usually inherits
   * this: the range is then read from its module's {@code Otium-Api} manifest entry.
   *
   * @return a range such as {@code [0.1,0.2)}; empty to use the manifest entry
   */
  default String apiRange() {
    return "";
  }
}
