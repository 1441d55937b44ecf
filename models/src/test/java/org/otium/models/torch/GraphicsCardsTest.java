package org.otium.models.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphicsCardsTest {
  @TempDir Path folder;

  private void card(String bus, String text) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve(bus)).resolve("information"), text);
  }

  @Test
  void cardIsCalledWhatItsDriverCallsIt() throws IOException {
    card("0000:17:00.0", "Model: \t\t NVIDIA H200\nIRQ:   \t\t 84\n");
    card("0000:65:00.0", "Model: \t\t NVIDIA H200\nIRQ:   \t\t 85\n");
    assertEquals("NVIDIA H200", GraphicsCards.name(folder));
  }

  @Test
  void cardsThatDifferAreAllNamed() throws IOException {
    card("0000:17:00.0", "Model: NVIDIA A100\n");
    card("0000:65:00.0", "Model: NVIDIA H200\n");
    assertEquals("gpu, one of: NVIDIA A100, NVIDIA H200", GraphicsCards.name(folder));
  }

  @Test
  void cardOfADriverThatTellsNothingIsAGpu() throws IOException {
    assertEquals("gpu", GraphicsCards.name(folder.resolve("none")));
    card("0000:17:00.0", "IRQ: 84\n");
    Files.createDirectories(folder.resolve("0000:65:00.0"));
    assertEquals("gpu", GraphicsCards.name(folder));
  }
}
