package org.otium.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EndOfProgramTest {
  /** Whoever presses Ctrl-C is not shown a crash. */
  @Test
  void programEndsInPeaceWhileANetworkLearns() throws Exception {
    Path log = Path.of(System.getProperty("java.io.tmpdir"), "otium-end.log");
    OwnProgram.Ended ended = OwnProgram.run(EndedProbe.class, "-XX:ErrorFile=" + log);
    assertEquals(0, ended.code(), ended.output());
  }
}
