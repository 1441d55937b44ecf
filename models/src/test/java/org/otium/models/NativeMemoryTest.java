package org.otium.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NativeMemoryTest {
  /**
   * Two hundred steps copy 40 MB of samples to PyTorch. The heap is so large that the garbage
   * collector does not come, and nobody can call it: what waits for it would not fit into 8 MB.
   */
  @Test
  void learningLeavesNoNativeMemoryToTheGarbageCollector() throws Exception {
    OwnProgram.Ended ended =
        OwnProgram.run(
            LearningProbe.class,
            "-XX:MaxDirectMemorySize=8m",
            "-XX:+DisableExplicitGC",
            "-Xmx2g",
            "-Xmn1600m");
    assertEquals(0, ended.code(), ended.output());
  }
}
