package org.otium.functionals.wow;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.ClassConditional;
import org.otium.api.Interpolation;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.TransportPlan;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.testkit.InterpolationContract;
import org.otium.testkit.Samples;

class WowInterpolationTest extends InterpolationContract {
  @Override
  protected Interpolation interpolation() {
    return new WowInterpolation(new WowGeodesicSettings(Wow.exact(), Wow.exact(), Wow.COST));
  }

  @Override
  protected int datasets() {
    return 2;
  }

  /** One end of every pair of samples that mass goes between, class pair by class pair. */
  @Override
  protected LabeledDataset corner(LabeledDataset reference, LabeledDataset dataset) {
    LabeledDataset a = Samples.clouds(1, 2, 5, 3, 2);
    LabeledDataset b = Samples.clouds(2, 3, 4, 3, 3);
    boolean first = dataset.name().equals("a");
    List<ClassConditional> from = a.classConditionals();
    List<ClassConditional> to = b.classConditionals();
    TransportPlan[][] plans = new TransportPlan[from.size()][to.size()];
    double[][] costs = new double[from.size()][to.size()];
    for (int k = 0; k < from.size(); k++) {
      for (int l = 0; l < to.size(); l++) {
        TransportResult solved = solved(from.get(k), to.get(l));
        plans[k][l] = solved.plan();
        costs[k][l] = solved.value();
      }
    }
    TransportPlan coupling = Wow.exact().solve(WowDistance.problem(costs, from, to)).plan();
    List<Integer> ends = new ArrayList<>();
    for (int k = 0; k < from.size(); k++) {
      for (int l = 0; l < to.size(); l++) {
        if (coupling.mass(k, l) > 1e-9) {
          addEnds(ends, plans[k][l], (first ? from.get(k) : to.get(l)).samples(), first);
        }
      }
    }
    // Samples at which mass splits come more than once, which a selection does not allow for.
    return repeated(dataset, ends);
  }

  private static LabeledDataset repeated(LabeledDataset dataset, List<Integer> samples) {
    int[] rows = samples.stream().mapToInt(Integer::intValue).toArray();
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = dataset.labels().classOf(rows[i]);
    }
    return LabeledDataset.of(
            dataset.name(), dataset.features().selectRows(rows), Labels.hard(labels))
        .withWeights(Weights.uniform(rows.length));
  }

  private static TransportResult solved(ClassConditional a, ClassConditional b) {
    return Wow.exact()
        .solve(
            new TransportProblem(
                Wow.COST.between(a.measure().points(), b.measure().points()),
                a.measure().weights(),
                b.measure().weights()));
  }

  private static void addEnds(
      List<Integer> ends, TransportPlan plan, int[] samples, boolean first) {
    for (int i = 0; i < plan.rows(); i++) {
      for (int j = 0; j < plan.columns(); j++) {
        if (plan.mass(i, j) > 1e-9) {
          ends.add(samples[first ? i : j]);
        }
      }
    }
  }
}
