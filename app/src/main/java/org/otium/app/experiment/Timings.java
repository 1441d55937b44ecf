package org.otium.app.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.otium.app.text.Numbers;

/** How long each part of a run took. */
public final class Timings {
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long since = System.nanoTime();

  /** Ends a part; the next begins now. */
  public void lap(String part) {
    long now = System.nanoTime();
    seconds.merge(part, (now - since) / 1e9, Double::sum);
    since = now;
  }

  /**
   * Ends a part that an earlier process began.
   *
   * @param part what it is called
   * @param before how many seconds it took there
   */
  public void lap(String part, double before) {
    lap(part);
    seconds.merge(part, before, Double::sum);
  }

  public Map<String, Double> seconds() {
    return seconds;
  }

  public Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    seconds.forEach((part, s) -> words.put(part, Numbers.duration(s)));
    words.put("In all", Numbers.duration(seconds.values().stream().mapToDouble(d -> d).sum()));
    return words;
  }
}
