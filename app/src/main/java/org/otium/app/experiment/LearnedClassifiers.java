package org.otium.app.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.otium.api.Classifier;
import org.otium.api.LabeledDataset;

/**
 * What the last classifiers of a workspace have learned, so that the runs of a sweep, which differ
 * in their flows, learn it once. What learns with the same settings from the same samples by the
 * same seed learns the same. Safe to use from several threads.
 */
public final class LearnedClassifiers {
  private static final int MOST = 4;

  private final Map<Key, FutureTask<Classifier.Trained>> learned =
      new LinkedHashMap<>(MOST, 0.75f, true);

  /** None has learned yet. */
  public LearnedClassifiers() {}

  /**
   * What decides the outcome.
   *
   * @param settings of the classifier, complete, its name among them
   * @param arithmetic which linear algebra computes
   * @param samples {@link #sum} of what it learns from
   * @param seed decides everything random
   */
  public record Key(Object settings, String arithmetic, String samples, long seed) {}

  /**
   * Learns, or waits for another run that does.
   *
   * @param key what decides the outcome
   * @param learning learns; is not called where that is known
   * @return what was learned
   */
  public Classifier.Trained of(Key key, Supplier<Classifier.Trained> learning) {
    FutureTask<Classifier.Trained> mine = new FutureTask<>(learning::get);
    FutureTask<Classifier.Trained> task = first(key, mine);
    boolean isMine = task.equals(mine);
    if (isMine) {
      mine.run();
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      forget(key, task);
      if (!isMine) {
        return of(key, learning); // the other run may have been stopped
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return learning.get();
    }
  }

  private synchronized FutureTask<Classifier.Trained> first(
      Key key, FutureTask<Classifier.Trained> mine) {
    FutureTask<Classifier.Trained> known = learned.putIfAbsent(key, mine);
    while (learned.size() > MOST) {
      learned.remove(learned.keySet().iterator().next());
    }
    return known == null ? mine : known;
  }

  private synchronized void forget(Key key, FutureTask<Classifier.Trained> task) {
    learned.remove(key, task);
  }

  /** A checksum of features, their shape, labels and weights. */
  public static String sum(LabeledDataset samples) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      float[] features = samples.features().array();
      int d = samples.dimension();
      ByteBuffer row = ByteBuffer.allocate(d * Float.BYTES + Double.BYTES);
      ByteBuffer share = ByteBuffer.allocate(Integer.BYTES + Float.BYTES);
      for (int i = 0; i < samples.size(); i++) {
        row.clear();
        for (int j = 0; j < d; j++) {
          row.putFloat(features[i * d + j]);
        }
        row.putDouble(samples.weights().get(i));
        digest.update(row.flip());
        samples
            .labels()
            .forEachShare(
                i, (id, part) -> digest.update(share.clear().putInt(id).putFloat(part).flip()));
      }
      digest.update(samples.shape().toString().getBytes(StandardCharsets.UTF_8));
      digest.update(samples.classNames().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
