package org.otium.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents one component of a settings record. The record alone drives binding, the command line,
 * the reference pages and the JSON schema, so every component of a settings record carries this
 * annotation.
 *
 * <p>Component types: {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String},
 * an enum (written in kebab-case), another settings record, a type with a public static {@code
 * parse(String)} (such as {@link org.otium.api.Epsilon}), {@link org.otium.api.LabeledDataset}
 * (written as a dataset reference), a plugin product of any {@link org.otium.spi.Kind} (written as
 * a name, or as a map with {@code name} and that plugin's settings), and {@link java.util.Optional}
 * or {@link java.util.List} of one of these. A list may hold lists, as a matrix holds rows, and
 * settings records, which may hold plugins: {@code terms: [{functional: otdd, weight: 2}]}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** Stands for "no default: must be given". */
  String REQUIRED = "\0required";

  /**
   * What it does, in one line, with its unit.
   *
   * @return a sentence
   */
  String doc();

  /**
   * The default as a user would write it; {@code []} for an empty list, empty text for an empty
   * {@code Optional}.
   *
   * @return the text of the default
   */
  String defaultValue() default REQUIRED;

  /**
   * The smallest number allowed.
   *
   * @return inclusive lower bound
   */
  double min() default Double.NEGATIVE_INFINITY;

  /**
   * The largest number allowed.
   *
   * @return inclusive upper bound
   */
  double max() default Double.POSITIVE_INFINITY;

  /**
   * Whether {@link #min()} itself is excluded.
   *
   * @return true for an open lower end
   */
  boolean exclusiveMin() default false;
}
