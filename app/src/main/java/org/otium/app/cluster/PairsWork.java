package org.otium.app.cluster;

import java.util.Map;
import org.otium.app.experiment.distance.PairPieces;
import org.otium.app.experiment.distance.ReportPieces;
import org.otium.app.runs.Json;
import org.otium.spi.ClusterWork;

/** Compares datasets: many with each other, or two with a report. */
public final class PairsWork implements ClusterWork {
  /** The work, which does nothing until it is asked. */
  public PairsWork() {}

  @Override
  public String name() {
    return PairPieces.WORK;
  }

  @Override
  public Pieces open(String settings, int threads) {
    Map<String, Object> job = Json.read(settings);
    return WorkerWorkspace.with(
        job,
        threads,
        workspace ->
            ReportPieces.isFor(job)
                ? new ReportPieces(job, workspace)
                : new PairPieces(job, workspace));
  }
}
