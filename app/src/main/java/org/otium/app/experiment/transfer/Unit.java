package org.otium.app.experiment.transfer;

/**
 * Work that costs time and gives a few numbers. What it gives depends on the settings, the datasets
 * and its name alone, so that it may be done at any time.
 *
 * @param within what it is a part of, such as a repetition
 * @param what is measured; units of the same name within other parts take about as long
 * @param numbers how many numbers it gives; one is an accuracy
 */
record Unit(String within, String what, int numbers) {
  static Unit accuracy(String within, String what) {
    return new Unit(within, what, 1);
  }

  String name() {
    return within + ": " + what;
  }
}
