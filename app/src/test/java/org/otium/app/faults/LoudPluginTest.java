package org.otium.app.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.plugins.TestJars;

/** A plugin that prints where results go. */
class LoudPluginTest {
  @TempDir private Path folder;

  @Test
  void whatItPrintsIsNoPartOfTheResult() throws IOException, InterruptedException {
    Path jar =
        TestJars.plugin(
                folder.resolve("work"),
                "loud",
                "loud",
                "\"\"",
                "public Source() { System.out.println(\"I am here\"); }")
            .build(folder.resolve("loud.jar"));
    Program.Ended ended =
        Program.run(folder.resolve("notes"), "plugins", "check", jar.toString(), "--json");
    assertTrue(ended.err().contains("I am here"), ended.all());
    // Printing is against the rules of the house.
    assertEquals(1, ended.code(), ended.all());
    assertEquals(
        "loud", JsonMapper.builder().build().readTree(ended.out()).path(0).path("name").asText());
  }
}
