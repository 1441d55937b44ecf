package org.otium.app.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program where the folder of plugins is empty, as its users meet it. */
class WithoutPluginFoldersTest {
  private static final String RECIPE =
      """
      task: classify
      from: {name: glyphs, per-class: 5, size: 16}
      test: {name: glyphs, per-class: 5, size: 16}
      variants:
        plain: {classifier: {name: linear-probe, max-iterations: 5}}
        network: {classifier: lenet5}
      """;

  @TempDir private Path folder;

  private Program.Ended run(String... words) throws IOException, InterruptedException {
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--plugins";
    all[words.length + 1] = plugins.toString();
    return Program.run(folder.resolve("notes"), all);
  }

  @Test
  void whatNeedsNoNetworkWorks() throws IOException, InterruptedException {
    Program.Ended distance = run("distance", "rings{per-class: 5}", "moons{per-class: 5}");
    assertEquals(0, distance.code(), distance.all());
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    Path out = folder.resolve("out");
    Program.Ended plain = run("run", recipe.toString(), "--only", "plain", "--out", "" + out);
    assertEquals(0, plain.code(), plain.all());
    assertTrue(Files.exists(out.resolve("plain/weights.npz")), plain.all());
  }

  @Test
  void whatNeedsOneNamesTheFolder() throws IOException, InterruptedException {
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    Path out = folder.resolve("out");
    Program.Ended both = run("run", recipe.toString(), "--out", out.toString());
    assertEquals(2, both.code(), both.all());
    String told = "it comes with the plugin folder torch, which is not there (looked in ";
    assertTrue(both.err().contains(told + folder.resolve("plugins")), both.all());
    assertFalse(Files.exists(out));
    Program.Ended on = run("distance", "rings", "moons", "--on", "local[2]");
    assertEquals(2, on.code(), on.all());
    assertTrue(on.err().contains("it comes with the plugin folder spark"), on.all());
    Program.Ended list = run("plugins", "list", "--kind", "classifier");
    assertTrue(list.out().contains("Not there: torch, which comes with Otium and has"), list.all());
  }
}
