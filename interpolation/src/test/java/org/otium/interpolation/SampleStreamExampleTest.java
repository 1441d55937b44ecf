package org.otium.interpolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.Interpolation;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.testkit.Samples;
import org.otium.testkit.ShownLines;

/** The Java of docs/interpolation.md, which shows these lines. */
class SampleStreamExampleTest {
  private final LabeledDataset q = Samples.clouds(1, 2, 6, 2, 2);
  private final LabeledDataset p1 = Samples.clouds(2, 3, 4, 2, 4);
  private final LabeledDataset p2 = Samples.clouds(3, 2, 5, 2, 3);
  private final Interpolation geodesic =
      new GeneralizedGeodesic(Parts.along(Parts.barycentric(Parts.exact(), 1), 1), Parts.COMPUTE);

  @Test
  void samplesAreMadeWhenTheyAreAskedFor() {
    // example: stream
    Interpolation.Prepared between = geodesic.prepare(List.of(p1, p2), q, 0);
    Weights nearest = between.projection().orElseThrow().weights();
    Iterator<LabeledDataset> samples =
        SampleStream.of(between, nearest, q, 1_000_000_000_000L, 256, 0).batches();
    LabeledDataset batch = samples.next(); // 256 samples of P_â, made now
    // end
    assertEquals(256, batch.size());
    assertEquals(between.at(nearest).labels().classIds().length, batch.classIds().length);
    assertTrue(samples.hasNext());
  }

  @Test
  void thePageShowsTheseLines() throws IOException {
    ShownLines.assertShown(
        "docs/interpolation.md",
        "interpolation/src/test/java/org/otium/interpolation/SampleStreamExampleTest.java",
        5);
  }
}
