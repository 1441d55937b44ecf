package org.otium.app.experiment.flow;

import java.util.Map;

/**
 * The numbers of a flow that are needed before its datasets are read.
 *
 * @param particles samples of the source
 * @param targetParticles samples of the target
 * @param steps how many steps
 * @param seed decides everything random
 * @param resize whether images are resized
 */
record FlowPlan(int particles, int targetParticles, long steps, long seed, boolean resize) {
  static FlowPlan of(Map<String, Object> resolved) {
    int particles = Integer.parseInt(text(resolved, "particles"));
    String target = text(resolved, "target-particles");
    return new FlowPlan(
        particles,
        target.isEmpty() ? particles : Integer.parseInt(target),
        Long.parseLong(text(resolved, "steps")),
        Long.parseLong(text(resolved, "seed")),
        Boolean.parseBoolean(text(resolved, "resize")));
  }

  private static String text(Map<String, Object> resolved, String key) {
    return String.valueOf(resolved.getOrDefault(key, ""));
  }
}
