package org.otium.flows;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.otium.api.ClassCorrespondence;
import org.otium.api.FlowState;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;

/**
 * Gives every class of the particles the id and name of the target class that it is assigned to, at
 * the least sum of distances. Where there are more classes than in the target, those left over join
 * the nearest one.
 */
final class ClassAssignment implements LabelUpdate {
  private final LabeledDataset target;
  private final LabelDistance labelDistance;
  private final int every;

  ClassAssignment(LabeledDataset target, LabelDistance labelDistance, int every) {
    this.target = target;
    this.labelDistance = labelDistance;
    this.every = every;
  }

  @Override
  public FlowState apply(FlowState state, Consumer<String> warnings) {
    if (state.step() % every != 0) {
      return state;
    }
    LabeledDataset particles = state.particles();
    Map<Integer, Integer> targetOf =
        ClassCorrespondence.byDistance(particles, target, labelDistance).mapping();
    int[] ids = new int[particles.size()];
    for (int i = 0; i < ids.length; i++) {
      int id = particles.labels().classOf(i);
      // A class without mass is assigned to none.
      ids[i] = targetOf.getOrDefault(id, id);
    }
    Map<Integer, String> names = new HashMap<>(particles.classNames());
    names.putAll(target.classNames());
    return state.withParticles(particles.withLabels(Labels.hard(ids)).withClassNames(names));
  }
}
