package org.otium.app.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.otium.app.text.Numbers;

/** How long each part of a run took. */
final class Timings {
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long since = System.nanoTime();

  /** Ends a part; the next begins now. */
  void lap(String part) {
    long now = System.nanoTime();
    seconds.merge(part, (now - since) / 1e9, Double::sum);
    since = now;
  }

  Map<String, Double> seconds() {
    return seconds;
  }

  Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    seconds.forEach((part, s) -> words.put(part, Numbers.duration(s)));
    words.put("In all", Numbers.duration(seconds.values().stream().mapToDouble(d -> d).sum()));
    return words;
  }
}
