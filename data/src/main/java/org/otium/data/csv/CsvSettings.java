package org.otium.data.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.otium.data.io.Unlabelled;
import org.otium.settings.Setting;

/**
 * How tables are read and written.
 *
 * @param label the column of the labels; {@code none} for tables that have no labels
 * @param header whether the first record names the columns
 * @param separator what stands between fields
 * @param missing what to do about missing values
 * @param categorical what to do about columns of texts
 * @param ignore columns to leave out
 * @param weight the column of the weights
 * @param where what rows must fulfil to be read; parts of one table that differ in this alone share
 *     their features and class ids
 */
public record CsvSettings(
    @Setting(
            doc =
                "Column of the labels; the one called label, class, target or y if not given; none"
                    + " for a table without labels.",
            defaultValue = "")
        Optional<String> label,
    @Setting(
            doc = "Whether the first record names the columns; they are c1, c2, … if it does not.",
            defaultValue = "true")
        boolean header,
    @Setting(
            doc =
                "What stands between fields: comma, semicolon, tab; auto looks at the first line.",
            defaultValue = "auto")
        Separator separator,
    @Setting(
            doc = "Missing values (empty, ?, NaN): error, drop the row, or take the column's mean.",
            defaultValue = "error")
        Missing missing,
    @Setting(
            doc = "Columns of texts: error, or one-hot (one feature a distinct text).",
            defaultValue = "error")
        Categorical categorical,
    @Setting(doc = "Columns to leave out.", defaultValue = "[]") List<String> ignore,
    @Setting(doc = "Column of the weights of the samples; none if not given.", defaultValue = "")
        Optional<String> weight,
    @Setting(
            doc =
                "Read only rows that fulfil all of these, such as [\"workclass = Private | State-gov\","
                    + " \"age >= 30\"].",
            defaultValue = "[]")
        List<RowCondition> where) {
  /** What stands between fields. */
  public enum Separator {
    /** The one that the first line has most of; a comma (tab in .tsv files) for writing. */
    AUTO,
    /** A comma. */
    COMMA,
    /** A semicolon. */
    SEMICOLON,
    /** A tab. */
    TAB
  }

  /** What to do about missing values: empty fields, {@code ?} and {@code NaN}. */
  public enum Missing {
    /** Refuse them. */
    ERROR,
    /** Leave out rows that have one. */
    DROP,
    /** Take the mean of the column; for one-hot columns the share of each text. */
    MEAN
  }

  /** What to do about columns of texts. */
  public enum Categorical {
    /** Refuse them. */
    ERROR,
    /** One feature a distinct text: 1 where it stands, else 0; texts in their natural order. */
    ONE_HOT
  }

  /** Copies the list. */
  public CsvSettings {
    ignore = List.copyOf(ignore);
    where = List.copyOf(where);
  }

  /** Whether tables are read without labels. */
  boolean unlabelled() {
    return label.filter(Unlabelled.NONE::equals).isPresent();
  }

  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static CsvSettings defaults() {
    return new CsvSettings(
        Optional.empty(),
        true,
        Separator.AUTO,
        Missing.ERROR,
        Categorical.ERROR,
        List.of(),
        Optional.empty(),
        List.of());
  }

  /**
   * The same with another label column.
   *
   * @param column its name
   * @return new settings
   */
  public CsvSettings withLabel(String column) {
    return new CsvSettings(
        Optional.of(column), header, separator, missing, categorical, ignore, weight, where);
  }

  /**
   * The same for files with or without a header.
   *
   * @param present whether the first record names the columns
   * @return new settings
   */
  public CsvSettings withHeader(boolean present) {
    return new CsvSettings(label, present, separator, missing, categorical, ignore, weight, where);
  }

  /**
   * The same with another rule for missing values.
   *
   * @param rule what to do
   * @return new settings
   */
  public CsvSettings withMissing(Missing rule) {
    return new CsvSettings(label, header, separator, rule, categorical, ignore, weight, where);
  }

  /**
   * The same with another rule for columns of texts.
   *
   * @param rule what to do
   * @return new settings
   */
  public CsvSettings withCategorical(Categorical rule) {
    return new CsvSettings(label, header, separator, missing, rule, ignore, weight, where);
  }

  /**
   * The same with other columns left out.
   *
   * @param columns their names
   * @return new settings
   */
  public CsvSettings withIgnore(String... columns) {
    return new CsvSettings(
        label, header, separator, missing, categorical, List.of(columns), weight, where);
  }

  /**
   * The same with a weight column.
   *
   * @param column its name
   * @return new settings
   */
  public CsvSettings withWeight(String column) {
    return new CsvSettings(
        label, header, separator, missing, categorical, ignore, Optional.of(column), where);
  }

  /**
   * The same for some rows.
   *
   * @param conditions what they must fulfil, see {@link RowCondition#parse}
   * @return new settings
   */
  public CsvSettings withWhere(String... conditions) {
    List<RowCondition> parsed = Arrays.stream(conditions).map(RowCondition::parse).toList();
    return new CsvSettings(label, header, separator, missing, categorical, ignore, weight, parsed);
  }
}
