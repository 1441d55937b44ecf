package org.otium.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.otium.api.DatasetMap;
import org.otium.api.DatasetMapping;
import org.otium.api.FlowStep;
import org.otium.api.LabeledDataset;
import org.otium.api.LearningStep;
import org.otium.testkit.Samples;

/** What is kept of how maps were learned, and how learning is ended. */
class LearningCurvesTest {
  private final LabeledDataset one = Samples.clouds(1, 2, 4, 2, 1).withName("one");
  private final LabeledDataset other = Samples.clouds(2, 2, 4, 2, 1).withName("other");
  private final LearningCurves curves = new LearningCurves();
  private final List<String> told = new ArrayList<>();

  /** Learns in three steps, each of which measures a cost. */
  private static final class InSteps implements DatasetMapping {
    @Override
    public DatasetMap fit(LabeledDataset from, LabeledDataset to, long seed) {
      return fit(from, to, seed, step -> {});
    }

    @Override
    public DatasetMap fit(
        LabeledDataset from, LabeledDataset to, long seed, Consumer<LearningStep> listener) {
      for (int k = 1; k <= 3; k++) {
        listener.accept(new LearningStep(k, 3, Map.of("feature-cost", 1.5 / k)));
      }
      return samples -> samples;
    }
  }

  private DatasetMapping watched(StopSignal stop) {
    Progress progress =
        new Progress() {
          @Override
          public void phase(String what) {}

          @Override
          public void step(FlowStep step, long made, long total) {}

          @Override
          public void learning(String what, LearningStep step) {
            told.add(what + " " + step.made() + "/" + step.total());
          }

          @Override
          public void note(String message) {}

          @Override
          public void detail(String message) {}
        };
    KeptMaps kept = new KeptMaps(Path.of("nowhere"));
    return (DatasetMapping) new WatchedMappings(progress, stop, curves, kept).watch(new InSteps());
  }

  @Test
  void stepsAreKeptByMapAndTold() {
    watched(new StopSignal()).fit(other, one, 1);
    watched(new StopSignal()).fit(one, other, 1);
    assertEquals(
        List.of("one to other,1,1.5", "one to other,2,0.75", "one to other,3,0.5"),
        Stream.of(curves.csv().split("\n", -1)).skip(1).limit(3).toList());
    assertEquals("map,step,feature-cost", curves.csv().lines().findFirst().orElseThrow());
    assertEquals(7, curves.csv().lines().count());
    assertEquals("other to one 1/3", told.getFirst());
    assertEquals(1, curves.figures().size());
    assertEquals("Feature cost", curves.figures().getFirst().title());
    assertEquals(2, curves.figures().getFirst().lines().size());
    assertTrue(curves.png().length > 1000);
  }

  @Test
  void aRunThatShallEndEndsBetweenTwoSteps() {
    StopSignal stop = new StopSignal(() -> told.size() == 2);
    assertThrows(CancellationException.class, () -> watched(stop).fit(one, other, 1));
    assertEquals(2, told.size());
  }
}
