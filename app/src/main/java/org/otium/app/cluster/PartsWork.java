package org.otium.app.cluster;

import java.util.Map;
import org.otium.app.experiment.parts.PartsPieces;
import org.otium.app.runs.Json;
import org.otium.spi.ClusterWork;

/** Makes datasets between others, file by file and block by block. */
public final class PartsWork implements ClusterWork {
  /** The work, which does nothing until it is asked. */
  public PartsWork() {}

  @Override
  public String name() {
    return PartsPieces.WORK;
  }

  @Override
  public Pieces open(String settings, int threads) {
    Map<String, Object> job = Json.read(settings);
    return WorkerWorkspace.with(job, threads, workspace -> PartsPieces.of(job, workspace));
  }
}
