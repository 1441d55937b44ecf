package org.otium.app.experiment.labels;

import java.util.List;
import java.util.Map;
import org.otium.api.LabelDistance;
import org.otium.app.experiment.Workspace;
import org.otium.app.runs.JsonTree;
import org.otium.spi.ClusterWork;

/** The pieces of a comparison of classes. */
public final class LabelDistancesPieces {
  /** What jobs call the work. */
  public static final String WORK = ClassesPlan.WORK;

  private LabelDistancesPieces() {}

  /**
   * The pieces of a job.
   *
   * @param tree what the job says
   * @param workspace where they are done
   * @return those of its stage
   */
  public static ClusterWork.Pieces of(Map<String, Object> tree, Workspace workspace) {
    ClassesPlan plan = ClassesPlan.of(JsonTree.map(tree.get("plan")), workspace);
    LabelDistance distance = plan.bound(ClassesPlan.context(workspace)).labelDistance();
    WholeDatasets whole = new WholeDatasets(plan, workspace, distance);
    List<Integer> wanted =
        JsonTree.list(tree, "wanted").stream().map(n -> ((Number) n).intValue()).toList();
    return switch (ClassesPlan.Stage.valueOf(String.valueOf(tree.get("stage")))) {
      case STATISTICS ->
          new StatisticsPieces(plan, whole, workspace.machine().compute().linearAlgebra(), wanted);
      case DISTANCES -> new DistancesPieces(plan, whole, distance);
    };
  }
}
