package org.otium.data.io;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
    return of(texts, new TreeSet<>(Arrays.asList(texts)));
  }

  /**
   * Numbers texts by their order among all that are known.
   *
   * @param texts one class name a sample
   * @param known all class names, in order; those of no sample take an id but get no name
   * @return one id a sample, and the names of the classes that have samples
   */
  public static FromTexts of(String[] texts, SortedSet<String> known) {
    String[] distinct = known.toArray(String[]::new);
    Set<String> present = new HashSet<>(Arrays.asList(texts));
    Map<String, Integer> idOf = HashMap.newHashMap(distinct.length);
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int id = 0; id < distinct.length; id++) {
      idOf.put(distinct[id], id);
      if (present.contains(distinct[id])) {
        names.put(id, distinct[id]);
      }
    }
    int[] ids = new int[texts.length];
    for (int i = 0; i < texts.length; i++) {
      ids[i] = idOf.getOrDefault(texts[i], -1);
    }
    return new FromTexts(ids, names);
  }
}
