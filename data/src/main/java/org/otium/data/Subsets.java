package org.otium.data;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;

/**
 * Draws samples without replacement, seeded: the same dataset, numbers and seed give the same
 * samples everywhere. With soft labels a sample belongs to its most likely class.
 */
public final class Subsets {
  private Subsets() {}

  /**
   * Draws so many samples in all, from each class as equally as its size allows: classes that are
   * too small give all they have, and the others make up for them. What does not divide evenly goes
   * to classes drawn at random, one sample each.
   *
   * @param dataset where from
   * @param total how many; all samples if there are no more
   * @param seed decides which
   * @return the samples, and the classes that were too small for an equal share
   * @throws InvalidInputException if {@code total} is not positive
   */
  public static Subset classBalanced(LabeledDataset dataset, int total, long seed) {
    requirePositive(total, "samples");
    int[][] members = members(dataset);
    RandomGenerator random = random(seed);
    int[] order = permutation(members.length, random);
    int[] take = new int[members.length];
    int left = Math.min(total, dataset.size());
    while (left > 0) {
      int open = 0;
      for (int c = 0; c < members.length; c++) {
        open += take[c] < members[c].length ? 1 : 0;
      }
      int each = Math.max(1, left / open);
      for (int c : order) {
        int more = Math.min(Math.min(each, left), members[c].length - take[c]);
        take[c] += more;
        left -= more;
      }
    }
    int share = total / members.length;
    return draw(dataset, members, take, share, random);
  }

  /**
   * Draws so many samples of each class ("k-shot"). Classes with fewer give all they have.
   *
   * @param dataset where from
   * @param perClass how many of each class
   * @param seed decides which
   * @return the samples, and the classes that were too small
   * @throws InvalidInputException if {@code perClass} is not positive
   */
  public static Subset perClass(LabeledDataset dataset, int perClass, long seed) {
    requirePositive(perClass, "samples per class");
    int[][] members = members(dataset);
    int[] take = new int[members.length];
    for (int c = 0; c < take.length; c++) {
      take[c] = Math.min(perClass, members[c].length);
    }
    return draw(dataset, members, take, perClass, random(seed));
  }

  /**
   * Draws samples regardless of their classes.
   *
   * @param dataset where from
   * @param total how many; all samples if there are no more
   * @param seed decides which
   * @return the samples, in their original order
   * @throws InvalidInputException if {@code total} is not positive
   */
  public static LabeledDataset random(LabeledDataset dataset, int total, long seed) {
    requirePositive(total, "samples");
    int[] order = permutation(dataset.size(), random(seed));
    int[] chosen = Arrays.copyOf(order, Math.min(total, order.length));
    Arrays.sort(chosen);
    return dataset.select(chosen);
  }

  /**
   * Only the samples of some classes.
   *
   * @param dataset where from
   * @param classIds the classes to keep
   * @return the samples, in their original order
   * @throws InvalidInputException if the dataset lacks one of the classes
   */
  public static LabeledDataset ofClasses(LabeledDataset dataset, int... classIds) {
    int[] present = dataset.classIds();
    int[] wanted = Arrays.stream(classIds).sorted().toArray();
    for (int id : wanted) {
      if (Arrays.binarySearch(present, id) < 0) {
        throw new InvalidInputException(
            "dataset '" + dataset.name() + "' has no class " + id,
            "Its classes are " + Arrays.toString(present) + ".");
      }
    }
    int[] chosen = new int[dataset.size()];
    int count = 0;
    for (int i = 0; i < chosen.length; i++) {
      if (Arrays.binarySearch(wanted, dataset.labels().classOf(i)) >= 0) {
        chosen[count++] = i;
      }
    }
    return dataset.select(Arrays.copyOf(chosen, count));
  }

  private static Subset draw(
      LabeledDataset dataset, int[][] members, int[] take, int share, RandomGenerator random) {
    int[] ids = dataset.classIds();
    SortedMap<Integer, Integer> shortfalls = new TreeMap<>();
    int[] chosen = new int[Arrays.stream(take).sum()];
    int at = 0;
    for (int c = 0; c < members.length; c++) {
      int[] order = permutation(members[c].length, random);
      for (int k = 0; k < take[c]; k++) {
        chosen[at++] = members[c][order[k]];
      }
      if (take[c] < share && members[c].length > 0) {
        shortfalls.put(ids[c], share - take[c]);
      }
    }
    Arrays.sort(chosen);
    boolean all = chosen.length == dataset.size();
    return new Subset(all ? dataset : dataset.select(chosen), chosen, shortfalls);
  }

  /** The samples of each class, in the order of the class ids. */
  static int[][] members(LabeledDataset dataset) {
    int[] positions = dataset.classPositions();
    int[] counts = new int[dataset.classIds().length];
    for (int p : positions) {
      counts[p]++;
    }
    int[][] members = new int[counts.length][];
    for (int c = 0; c < counts.length; c++) {
      members[c] = new int[counts[c]];
    }
    int[] filled = new int[counts.length];
    for (int i = 0; i < positions.length; i++) {
      members[positions[i]][filled[positions[i]]++] = i;
    }
    return members;
  }

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static int[] permutation(int n, RandomGenerator random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static void requirePositive(int count, String what) {
    if (count < 1) {
      throw new InvalidInputException(
          count + " " + what + " are asked for", "Ask for at least one.");
    }
  }
}
