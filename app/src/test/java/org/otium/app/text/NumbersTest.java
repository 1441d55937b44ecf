package org.otium.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "0.5, 0.5",
    "57.539333, 57.54",
    "1234.5678, 1235",
    "-3.14159, −3.142",
    "0.0012345, 0.001234",
    "0.00012345, 1.234×10⁻⁴",
    "9999999, 1×10⁷",
    "-6.02214e23, −6.022×10²³",
    "NaN, not a number",
    "Infinity, ∞"
  })
  void valueHasFourSignificantDigits(double value, String text) {
    assertEquals(text, Numbers.value(value));
  }

  @ParameterizedTest
  @CsvSource({
    "135.7, 0.9096, 135.70, 0.91",
    "0.675, 0.01179, 0.675, 0.012",
    "1234.56, 135.7, 1235, 140",
    "-5.4321, 0.0996, −5.43, 0.10",
    "3, 0, 3, 0"
  })
  void aMeanHasAsManyDecimalsAsItsDeviation(
      double mean, double deviation, String first, String second) {
    assertEquals(first + "\u00a0±\u00a0" + second, Numbers.spread(mean, deviation));
  }

  @ParameterizedTest
  @CsvSource({"0.999, 99.9", "0.9999, 99.9", "0.996, 99.6", "1, 100", "0.994, 99", "0.012, 1.2"})
  void whatIsNotAllNeverReadsAsAll(double share, String percent) {
    assertEquals(percent + "\u202f%", Numbers.percent(share));
  }

  @Test
  void aRoundingErrorBelowAllIsAll() {
    assertEquals("100\u202f%", Numbers.percent(1 - 1e-14));
  }

  @Test
  void largeCountsAreGrouped() {
    assertEquals("9999", Numbers.count(9999));
    assertEquals("1\u202f234\u202f567", Numbers.count(1_234_567));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0123, 12 ms",
    "0.9996, 1.0 s",
    "3.44, 3.4 s",
    "59.97, 1 min 0 s",
    "125, 2 min 5 s",
    "11520, 3 h 12 min",
    "180000, 2 d 2 h",
    "NaN, unknown"
  })
  void durationIsInUnitsThatFit(double seconds, String text) {
    assertEquals(text, Numbers.duration(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 50, −50",
    "100, 0.02, −99.98",
    "100, 0.00001, −99.99",
    "100, 0, −100",
    "100, 105, +5.0"
  })
  void changeNeverReadsAsAllWhereSomethingIsLeft(double first, double last, String percent) {
    assertEquals(percent + "\u202f%", Numbers.change(first, last));
  }

  @ParameterizedTest
  @CsvSource({
    "1, class, 1 class",
    "2, class, 2 classes",
    "0, sample, 0 samples",
    "3, category, 3 categories"
  })
  void countedThingsHaveAPlural(long count, String noun, String text) {
    assertEquals(text, Numbers.counted(count, noun));
  }

  @ParameterizedTest
  @CsvSource({"0.00001, 1e-5", "0.25, 0.25", "10000, 10000", "1.5e-7, 1.5e-7"})
  void exactNumbersComeBackAsTheyWere(double value, String text) {
    assertEquals(text, Numbers.exact(value));
    assertEquals(value, Double.parseDouble(Numbers.exact(value)));
  }
}
