package org.otium.app.experiment.parts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Weights;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.interpolation.InterpolateSettings;
import org.otium.app.experiment.parts.PartsPlan.Stage;
import org.otium.app.runs.JsonTree;
import org.otium.spi.ClusterWork;

/** The pieces of an interpolation in parts. */
public final class PartsPieces {
  /** What jobs call the work. */
  public static final String WORK = PartsPlan.WORK;

  private PartsPieces() {}

  /**
   * The pieces of a job.
   *
   * @param tree what the job says
   * @param workspace where they are done
   * @return those of its stage
   */
  public static ClusterWork.Pieces of(Map<String, Object> tree, Workspace workspace) {
    PartsPlan plan = PartsPlan.of(JsonTree.map(tree.get("plan")), workspace);
    InterpolateSettings settings = plan.bound(workspace);
    return switch (Stage.valueOf(String.valueOf(tree.get("stage")))) {
      case LOOK -> new LookPieces(plan);
      case READ ->
          new ReadPieces(
              plan,
              new FileMoments(plan, workspace.machine().compute().linearAlgebra()),
              numbers(tree, "datasets"),
              numbers(tree, "measured"));
      case LABELS -> new LabelPieces(plan, PartsPlan.mapping(settings).labelDistance());
      case METRIC_LABELS ->
          new LabelPieces(plan, PartsPlan.geodesic(settings).metric().labelDistance());
      case FIRST -> new FirstPieces(plan, solver(plan, settings, tree));
      case BLOCKS -> new BlockPieces(plan, solver(plan, settings, tree), tree);
      case GATHER ->
          new GatherPieces(
              plan,
              mapped(plan, tree),
              sums(plan, settings),
              JsonTree.list(tree, "weights").isEmpty()
                  ? Optional.empty()
                  : Optional.of(synthesis(plan, tree)),
              tree);
      case SYNTHESIS -> new SynthesisPieces(mapped(plan, tree), synthesis(plan, tree));
      case SHOWN ->
          new ShownPieces(
              plan, numbers(tree, "shown").stream().mapToInt(Integer::intValue).toArray());
    };
  }

  private static List<Integer> numbers(Map<String, Object> tree, String key) {
    return JsonTree.list(tree, key).stream().map(number -> ((Number) number).intValue()).toList();
  }

  private static List<int[]> ids(Map<String, Object> tree) {
    return JsonTree.list(tree, "classes").stream()
        .map(ids -> ((List<?>) ids).stream().mapToInt(id -> ((Number) id).intValue()).toArray())
        .toList();
  }

  private static BlockSolver solver(
      PartsPlan plan, InterpolateSettings settings, Map<String, Object> tree) {
    return new BlockSolver(plan, PartsPlan.mapping(settings), ids(tree));
  }

  private static MappedParts mapped(PartsPlan plan, Map<String, Object> tree) {
    return new MappedParts(plan, JsonTree.number(tree, "rows"), ids(tree));
  }

  private static PairSums sums(PartsPlan plan, InterpolateSettings settings) {
    return new PairSums(plan, PartsPlan.geodesic(settings).metric());
  }

  private static Synthesis synthesis(PartsPlan plan, Map<String, Object> tree) {
    double[] weights =
        JsonTree.list(tree, "weights").stream()
            .mapToDouble(value -> Double.parseDouble(value.toString()))
            .toArray();
    return new Synthesis(
        plan.files(),
        plan.from().stream().map(PartedDataset::name).toList(),
        Weights.masses(weights),
        Boolean.parseBoolean(String.valueOf(tree.get("weighted"))));
  }
}
