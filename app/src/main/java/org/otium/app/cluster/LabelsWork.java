package org.otium.app.cluster;

import java.util.Map;
import org.otium.app.experiment.labels.LabelDistancesPieces;
import org.otium.app.runs.Json;
import org.otium.spi.ClusterWork;

/** Finds the statistics of classes, and compares them. */
public final class LabelsWork implements ClusterWork {
  /** The work, which does nothing until it is asked. */
  public LabelsWork() {}

  @Override
  public String name() {
    return LabelDistancesPieces.WORK;
  }

  @Override
  public Pieces open(String settings, int threads) {
    Map<String, Object> job = Json.read(settings);
    return WorkerWorkspace.with(job, threads, workspace -> LabelDistancesPieces.of(job, workspace));
  }
}
