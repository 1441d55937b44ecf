package org.otium.models.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.otium.api.InvalidInputException;
import org.otium.api.NamedArrays;

/** Immutable numbers of a network by name, outside of PyTorch. */
public final class KeptTensors {
  private static final KeptTensors NONE = new KeptTensors(Map.of());
  private final Map<String, float[]> values;

  /** Whether a number that is not here starts anew. */
  private final Predicate<String> anew;

  private KeptTensors(Map<String, float[]> values) {
    this(values, name -> values.isEmpty());
  }

  private KeptTensors(Map<String, float[]> values, Predicate<String> anew) {
    this.values = values;
    this.anew = anew;
  }

  /**
   * Nothing.
   *
   * @return no tensors
   */
  public static KeptTensors none() {
    return NONE;
  }

  static KeptTensors wrap(Map<String, float[]> values) {
    return new KeptTensors(values);
  }

  /**
   * Takes numbers from arrays.
   *
   * @param arrays what {@link #toArrays} gave
   * @return the same numbers
   */
  public static KeptTensors of(NamedArrays arrays) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (String name : arrays.names()) {
      double[] array = arrays.get(name).orElseThrow();
      float[] narrow = new float[array.length];
      for (int i = 0; i < narrow.length; i++) {
        narrow[i] = (float) array[i];
      }
      values.put(name, narrow);
    }
    return new KeptTensors(values);
  }

  /**
   * The numbers as arrays, exactly.
   *
   * @return an array a tensor
   */
  public NamedArrays toArrays() {
    NamedArrays arrays = NamedArrays.empty();
    for (Map.Entry<String, float[]> entry : values.entrySet()) {
      double[] wide = new double[entry.getValue().length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = entry.getValue()[i];
      }
      arrays = arrays.with(entry.getKey(), wide);
    }
    return arrays;
  }

  /**
   * All but some, which a network that starts from these draws anew.
   *
   * @param dropped says of a name whether it goes
   * @return fewer tensors
   */
  public KeptTensors without(Predicate<String> dropped) {
    Map<String, float[]> some = new LinkedHashMap<>(values);
    some.keySet().removeIf(dropped);
    return new KeptTensors(some, anew.or(dropped));
  }

  /**
   * The numbers of a tensor.
   *
   * @return nothing where they start anew
   * @throws InvalidInputException if they should have been kept
   */
  Optional<float[]> get(String name) {
    float[] kept = values.get(name);
    if (kept == null && !anew.test(name)) {
      throw new InvalidInputException(
          "the numbers '" + name + "' of a network were not kept with the others",
          "The file of them is damaged, or of another network: learn it again.");
    }
    return Optional.ofNullable(kept);
  }

  /**
   * Whether there is nothing.
   *
   * @return true if so
   */
  public boolean isEmpty() {
    return values.isEmpty();
  }
}
