package org.otium.app.cluster;

import java.util.Map;
import org.otium.app.recipes.RunPieces;
import org.otium.app.runs.Json;
import org.otium.spi.ClusterWork;

/** Makes runs of recipes. */
public final class RunsWork implements ClusterWork {
  /** The work, which does nothing until it is asked. */
  public RunsWork() {}

  @Override
  public String name() {
    return RunPieces.WORK;
  }

  @Override
  public Pieces open(String settings, int threads) {
    Map<String, Object> job = Json.read(settings);
    return WorkerWorkspace.with(job, threads, workspace -> new RunPieces(job, workspace));
  }
}
