package org.otium.cluster.spark;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.otium.api.ClusterJob;
import org.otium.api.ClusterListener;
import org.otium.api.InvalidInputException;

/** Runs jobs on the class path, as spark-submit does, and prints what came of them. */
public final class ClusterProbe {
  private ClusterProbe() {}

  /** Exchanges as many words as the first argument says, collects some, and sends a wrong one. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> keys = new ArrayList<>();
    for (int k = 0; k < Integer.parseInt(args[0]); k++) {
      keys.add("w" + k);
    }
    SparkSettings settings =
        new SparkSettings(
            "local[2,4]", "1g", 1, "", List.of(), "", 60, List.of("spark.ui.enabled=false"));
    try (SparkCluster cluster = new SparkCluster(settings)) {
      Heard heard = new Heard();
      cluster.exchange(new ClusterJob("words", "!", keys), List.of("whole", "halves"), heard);
      heard.words.forEach((receiver, words) -> out.println(receiver + " " + words));
      heard.words.clear();
      cluster.run(new ClusterJob("words", "?", keys.subList(0, 5)), heard);
      out.println("told " + heard.words);
      try {
        cluster.run(new ClusterJob("words", "", List.of("wrong")), heard);
      } catch (InvalidInputException e) {
        out.println("refused " + e.what());
      }
    }
  }

  private static final class Heard implements ClusterListener {
    private final TreeMap<String, String> words = new TreeMap<>();

    @Override
    public void done(String key, byte[] result) {
      if (words.put(key, new String(result, StandardCharsets.UTF_8)) != null) {
        throw new AssertionError(key + " was told twice");
      }
    }

    @Override
    public void progress(Progress progress) {}

    @Override
    public void note(String message) {}

    @Override
    public boolean isStopped() {
      return false;
    }
  }
}
