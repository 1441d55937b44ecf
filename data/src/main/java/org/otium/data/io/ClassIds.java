package org.otium.data.io;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Class ids for classes that are known by name. */
public final class ClassIds {
  private ClassIds() {}

  /** Labels made from texts: ids 0, 1, … in the order of the names, and the names. */
  @SuppressWarnings("ArrayRecordComponent") // a return value, never compared
  public record FromTexts(int[] ids, SortedMap<Integer, String> names) {}

  /**
   * Numbers texts by their order.
   *
   * @param texts one class name a sample
   * @return one id a sample, and the names
   */
  public static FromTexts of(String[] texts) {
    String[] distinct = Arrays.stream(texts).distinct().sorted().toArray(String[]::new);
    Map<String, Integer> idOf = HashMap.newHashMap(distinct.length);
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int id = 0; id < distinct.length; id++) {
      idOf.put(distinct[id], id);
      names.put(id, distinct[id]);
    }
    int[] ids = new int[texts.length];
    for (int i = 0; i < texts.length; i++) {
      ids[i] = idOf.getOrDefault(texts[i], -1);
    }
    return new FromTexts(ids, names);
  }
}
