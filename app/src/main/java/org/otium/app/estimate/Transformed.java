package org.otium.app.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.otium.api.FeatureShape;

/**
 * What transforms make of samples.
 *
 * @param shape their shape at the end
 * @param encoders those on the way, with the shapes that they see
 */
record Transformed(FeatureShape shape, List<Encoder> encoders) {
  private static final List<String> KEYS =
      List.of("transforms", "target-transforms", "to-transforms");

  /**
   * An encoder.
   *
   * @param spec its settings, resolved
   * @param seen the shape of what it embeds
   */
  record Encoder(Map<?, ?> spec, FeatureShape seen) {}

  /** Follows the transforms of the dataset that gives the shape. */
  static Transformed of(FeatureShape given, Map<String, Object> settings) {
    FeatureShape shape = given;
    List<Encoder> encoders = new ArrayList<>();
    for (String key : KEYS) {
      for (Object spec : settings.get(key) instanceof List<?> list ? list : List.of()) {
        if (spec instanceof Map<?, ?> map) {
          if ("resize".equals(map.get("name"))) {
            shape =
                new FeatureShape(
                    number(map, "height", shape.height()),
                    number(map, "width", shape.width()),
                    number(map, "channels", shape.channels()),
                    shape.low(),
                    shape.high());
          } else if (map.get("encoder") instanceof Map<?, ?> encoder) {
            encoders.add(new Encoder(encoder, shape));
            shape = embedded(encoder, shape);
          }
        }
      }
    }
    return new Transformed(shape, List.copyOf(encoders));
  }

  private static FeatureShape embedded(Map<?, ?> encoder, FeatureShape shape) {
    int filters = number(encoder, "filters", 0);
    if (filters > 0) {
      int blocks = number(encoder, "blocks", 3);
      return FeatureShape.vector(
          filters * Math.max(1, (shape.height() >> blocks) * (shape.width() >> blocks)));
    }
    int kept = number(encoder, "components", number(encoder, "latent-size", 0));
    return kept > 0 ? FeatureShape.vector(kept) : shape;
  }

  private static int number(Map<?, ?> map, String key, int otherwise) {
    return map.get(key) instanceof Number number ? number.intValue() : otherwise;
  }

  /** Adds what embedding takes. */
  void addTo(Work work, int samples, int datasets, int threads) {
    double all = (double) samples * datasets;
    for (Encoder encoder : encoders) {
      Map<?, ?> spec = encoder.spec();
      FeatureShape seen = encoder.seen();
      int filters = number(spec, "filters", 0);
      if (filters > 0) {
        int pixels = seen.height() * seen.width();
        work.filters(all, pixels, seen.channels(), filters, number(spec, "blocks", 3));
      } else if (spec.get("epochs") instanceof Number epochs) {
        double times =
            Math.max(
                epochs.doubleValue() * samples,
                (double) number(spec, "fewest-steps", 1) * number(spec, "batch", 64));
        NetworkWork network = NetworkWork.hourglass(seen);
        work.seconds += network.learning(times, times / number(spec, "batch", 64), threads);
        work.seconds += network.answering(all, threads);
      } else if (spec.containsKey("components")) {
        // Learned anew for each dataset that is embedded.
        double kept = number(spec, "components", 0);
        work.components((double) datasets * samples, seen.dimension(), kept, all);
      }
    }
  }
}
