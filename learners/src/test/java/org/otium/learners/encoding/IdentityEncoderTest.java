package org.otium.learners.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.otium.api.Encoder;
import org.otium.api.LabeledDataset;
import org.otium.testkit.EncoderContract;
import org.otium.testkit.Samples;

class IdentityEncoderTest extends EncoderContract {
  @Override
  protected Encoder encoder() {
    return new IdentityEncoder();
  }

  @Test
  void thereAndBackNothingChanges() {
    LabeledDataset samples = Samples.clouds(1, 2, 4, 3, 1);
    Encoder.Embedding embedding = new IdentityEncoder().fit(samples, 1);
    assertEquals(samples, embedding.encode(samples));
    assertEquals(samples, embedding.decode(samples).orElseThrow());
  }
}
