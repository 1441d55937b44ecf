package org.otium.app.experiment.parts;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.DatasetTransform;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

/**
 * What samples are put through as they are read, row by row.
 *
 * @param stored how a row is to be read in the files
 * @param steps what changes it, in order; each looks at one row at a time
 * @param words the steps in words; equal words stand for equal steps
 * @param seed decides everything random
 */
record RowSteps(FeatureShape stored, List<DatasetTransform> steps, List<String> words, long seed) {
  RowSteps {
    steps = List.copyOf(steps);
    words = List.copyOf(words);
  }

  static RowSteps none(FeatureShape stored) {
    return new RowSteps(stored, List.of(), List.of(), 0);
  }

  /** The same with another step after the last. */
  RowSteps then(DatasetTransform step, String described) {
    List<DatasetTransform> more = new ArrayList<>(steps);
    more.add(step);
    List<String> moreWords = new ArrayList<>(words);
    moreWords.add(described);
    return new RowSteps(stored, more, moreWords, seed);
  }

  /** What a row is afterwards. */
  FeatureShape shape() {
    return of(1, new float[stored.dimension()]).shape();
  }

  float[] features(int rows, float[] features) {
    return steps.isEmpty() || rows == 0 ? features : of(rows, features).features().array();
  }

  /** Rows with one class, before the first step or after the last. */
  LabeledDataset of(int rows, float[] features) {
    LabeledDataset data =
        LabeledDataset.of(
                "rows", Matrix.wrap(rows, stored.dimension(), features), Labels.hard(new int[rows]))
            .withShape(stored);
    for (DatasetTransform step : steps) {
      data = step.apply(data, seed);
    }
    return data;
  }
}
