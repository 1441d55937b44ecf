package org.otium.app.experiment;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.otium.api.Cancellation;
import org.otium.api.DatasetMap;
import org.otium.api.DatasetMapping;
import org.otium.api.LabeledDataset;
import org.otium.api.LearningStep;

/**
 * Makes what learns maps between datasets tell how that goes, keep what it measured, and end once a
 * run shall end. Interpolations learn their maps in one call, which takes most of the time.
 *
 * @param progress is told of each map
 * @param stop ends the run early
 * @param curves gets what was measured
 * @param kept holds what was learned until the run has come to its end
 */
public record WatchedMappings(
    Progress progress, StopSignal stop, LearningCurves curves, KeptMaps kept) {
  /** A plugin that is watched if it learns maps, and any other as it is. */
  public Object watch(Object plugin) {
    if (!(plugin instanceof DatasetMapping made)) {
      return plugin;
    }
    DatasetMapping mapping = kept.with(made);
    return new DatasetMapping() {
      @Override
      public DatasetMap fit(LabeledDataset from, LabeledDataset to, long seed) {
        return fit(from, to, seed, step -> {});
      }

      @Override
      public DatasetMap fit(
          LabeledDataset from, LabeledDataset to, long seed, Consumer<LearningStep> listener) {
        String pair = from.name() + " to " + to.name();
        progress.phase("Mapping " + pair);
        checkGoesOn(stop);
        Consumer<LearningStep> curve = curves.begin(pair);
        return Cancellation.during(
            stop::isRequested,
            () ->
                mapping.fit(
                    from,
                    to,
                    seed,
                    step -> {
                      curve.accept(step);
                      progress.learning(pair, step);
                      listener.accept(step);
                      checkGoesOn(stop);
                    }));
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
