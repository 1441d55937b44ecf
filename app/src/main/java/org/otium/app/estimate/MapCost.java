package org.otium.app.estimate;

import java.util.Map;
import org.otium.api.FeatureShape;

/**
 * Roughly how long neural-map learns.
 *
 * @param spec its settings, resolved
 * @param shape of the samples
 * @param from how many classes the map sees
 * @param to how many classes the target has
 * @param threads how many threads there are
 */
record MapCost(Map<?, ?> spec, FeatureShape shape, int from, int to, int threads) {
  private static final int SMALLEST_IMAGE = 8;

  private double number(String key, double otherwise) {
    return spec.get(key) instanceof Number number ? number.doubleValue() : otherwise;
  }

  private boolean isImage() {
    return Math.min(shape.height(), shape.width()) >= SMALLEST_IMAGE
        && !"mlp".equals(spec.get("networks"));
  }

  private int width() {
    return (int) number("width", isImage() ? 16 : 128);
  }

  private NetworkWork map() {
    int labels = Boolean.FALSE.equals(spec.get("sees-labels")) ? 0 : from;
    int d = shape.dimension();
    return isImage()
        ? NetworkWork.uNet(shape, width(), labels)
        : NetworkWork.perceptron(d + labels, width(), d);
  }

  private NetworkWork potential() {
    return isImage()
        ? NetworkWork.critic(shape, width())
        : NetworkWork.perceptron(shape.dimension(), width(), 1);
  }

  private NetworkWork classifier() {
    return isImage()
        ? NetworkWork.frozen(shape, to)
        : NetworkWork.perceptron(shape.dimension(), width(), to);
  }

  /** The time to teach the classifier and the identity, and of all steps of map and potential. */
  double learning() {
    double batch = number("batch", 64);
    double outer = number("iterations", 2000);
    double inner = outer * number("inner-iterations", 10);
    double seen = inner * batch;
    double steps = number("classifier-iterations", 2000);
    // Slopes of the potential are measured a little way off both kinds of samples.
    double looks = number("smoothness", isImage() ? 1 : 0) > 0 ? 4 : 2;
    double same = number("identity-iterations", 200);
    return classifier().learning(steps * batch, steps, threads)
        + map().learning(same * batch, same, threads)
        + map().learning(seen, inner, threads)
        + potential().throughout(seen, inner, threads)
        + classifier().throughout(seen, inner, threads)
        + map().answering(outer * batch, threads)
        + potential().learning(looks * outer * batch, outer, threads);
  }

  /** The time to map samples. */
  double mapping(double samples) {
    return map().answering(samples, threads);
  }
}
