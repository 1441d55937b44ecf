package org.otium.functionals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.DatasetDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.LabeledTransport;
import org.otium.api.LabeledTransport.Side;
import org.otium.api.OtSolver;
import org.otium.api.TransportResult;

/**
 * The optimal transport dataset distance OTDD² = min_π Σ π_ij (φ‖x_i − x'_j‖² + λ·W₂²(ν_{y_i},
 * ν_{y'_j})) (DD eq. 6), debiased if its solver is: d(A, A) = 0.
 */
public final class OtddDistance implements DatasetDistance {
  private final OtddSettings settings;

  /**
   * Makes the distance.
   *
   * @param settings how to compute it
   */
  public OtddDistance(OtddSettings settings) {
    this.settings = settings;
  }

  @Override
  public Report between(LabeledDataset first, LabeledDataset second) {
    LabeledTransport transport = settings.transport();
    Map<String, Double> seconds = new LinkedHashMap<>();
    Map<String, Double> parts = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    long begin = System.nanoTime();

    Side a = Side.of(first);
    Side b = Side.of(second);
    double[][] labels = transport.labels(a, b).squared();
    begin = lap(seconds, "label distances", begin);
    TransportResult result = transport.between(a, b, labels, settings.solver(), Optional.empty());
    OtddFunctional.warn("the transport", result, warnings);
    begin = lap(seconds, "transport", begin);

    double squared = result.value();
    parts.put("OT(a, b)", result.value());
    parts.put("transport cost of the plan", result.transportCost());
    String meaning = meaning(result);
    if (settings.needsSelfTerms()) {
      OtSolver same = settings.solver().withEpsilon(result.epsilon());
      TransportResult selfA = self(transport, a, same);
      TransportResult selfB = self(transport, b, same);
      OtddFunctional.warn("the self term of " + first.name(), selfA, warnings);
      OtddFunctional.warn("the self term of " + second.name(), selfB, warnings);
      parts.put("OT(a, a)", selfA.value());
      parts.put("OT(b, b)", selfB.value());
      squared -= 0.5 * (selfA.value() + selfB.value());
      meaning = "debiased " + meaning;
      begin = lap(seconds, "self terms", begin);
    }
    double[][] coupling = LabeledTransport.classCoupling(result, a, b);
    lap(seconds, "class coupling", begin);
    return new Report(
        "OTDD",
        squared,
        meaning,
        result.epsilon(),
        a.classIds(),
        b.classIds(),
        coupling,
        labels,
        parts,
        seconds,
        warnings);
  }

  private static String meaning(TransportResult result) {
    String kind = result.epsilon() > 0 ? "entropic" : "exact";
    return switch (result.meaning()) {
      case EXACT_COST, ENTROPIC_COST -> kind + " OTDD²";
      case UNBALANCED_COST -> "unbalanced " + kind + " OTDD²";
      case MINIBATCH_MEAN -> "minibatch " + kind + " OTDD²";
    };
  }

  @Override
  public DatasetDistance withEpsilon(double epsilon) {
    return new OtddDistance(settings.withSolver(settings.solver().withEpsilon(epsilon)));
  }

  private static TransportResult self(LabeledTransport transport, Side side, OtSolver solver) {
    double[][] labels = LabelTerm.within(transport, side).squared();
    return transport.within(side, labels, solver, Optional.empty());
  }

  private static long lap(Map<String, Double> seconds, String part, long begin) {
    long now = System.nanoTime();
    seconds.put(part, (now - begin) / 1e9);
    return now;
  }
}
