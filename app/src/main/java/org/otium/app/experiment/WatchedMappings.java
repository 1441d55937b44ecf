package org.otium.app.experiment;

import java.util.concurrent.CancellationException;
import org.otium.api.DatasetMap;
import org.otium.api.DatasetMapping;
import org.otium.api.LabeledDataset;

/**
 * Makes what learns maps between datasets tell when it begins one, and begin none any more once a
 * run shall end. Interpolations learn their maps in one call, which takes most of the time.
 *
 * @param progress is told of each map
 * @param stop ends the run early
 */
public record WatchedMappings(Progress progress, StopSignal stop) {
  /** A plugin that is watched if it learns maps, and any other as it is. */
  public Object watch(Object plugin) {
    if (!(plugin instanceof DatasetMapping mapping)) {
      return plugin;
    }
    return new DatasetMapping() {
      @Override
      public DatasetMap fit(LabeledDataset from, LabeledDataset to, long seed) {
        progress.phase("Mapping " + from.name() + " to " + to.name());
        checkGoesOn(stop);
        return mapping.fit(from, to, seed);
      }

      @Override
      public boolean isSequential() {
        return mapping.isSequential();
      }
    };
  }

  /** Ends a run whose end was asked for. */
  public static void checkGoesOn(StopSignal stop) {
    if (stop.isRequested()) {
      throw new CancellationException("stopped");
    }
  }
}
