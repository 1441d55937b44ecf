package org.otium.app.experiment.parts;

import java.util.Map;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.parts.PartsPlan.Stage;
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
    PartsPlan plan = PartsPlan.of(Trees.map(tree.get("plan")), workspace);
    return switch (Stage.valueOf(String.valueOf(tree.get("stage")))) {
      case LOOK -> new LookPieces(plan);
      case MOMENTS -> new MomentPieces(plan, workspace.machine().compute().linearAlgebra());
      case LABELS ->
          new LabelPieces(plan, PartsPlan.mapping(plan.bound(workspace)).labelDistance());
      case METRIC_LABELS ->
          new LabelPieces(plan, PartsPlan.geodesic(plan.bound(workspace)).metric().labelDistance());
      case BLOCKS -> new BlockPieces(plan, tree, workspace);
      case DISTANCES ->
          new DistancePieces(plan, PartsPlan.geodesic(plan.bound(workspace)).metric(), tree);
      case SYNTHESIS -> new SynthesisPieces(plan, tree);
    };
  }
}
