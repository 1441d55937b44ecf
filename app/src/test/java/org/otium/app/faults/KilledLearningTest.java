package org.otium.app.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.plugins.TestJars;

/** Interpolations that are ended while their maps learn, and continued. */
class KilledLearningTest {
  /** A map that learns slowly, in steps, and keeps every fifth. */
  private static final String SLOW =
      """
      package slow;
      import java.io.IOException;
      import java.io.UncheckedIOException;
      import java.nio.file.*;
      import java.util.*;
      import java.util.function.Consumer;
      import org.otium.api.*;
      import org.otium.settings.Setting;
      import org.otium.spi.*;
      public final class Slow implements DatasetMappingProvider<Slow.Settings> {
        public record Settings(
            @Setting(doc = "How many steps.", defaultValue = "60", min = 1) int steps) {}
        @Override public String name() { return "slow"; }
        @Override public String summary() { return "Learns slowly."; }
        @Override public Class<Settings> settings() { return Settings.class; }
        @Override public DatasetMapping create(Settings settings, Compute compute) {
          return new Learning(settings.steps(), Optional.empty());
        }
        record Learning(int steps, Optional<Path> folder) implements DatasetMapping {
          @Override public Optional<DatasetMapping> keptIn(Path where) {
            return Optional.of(new Learning(steps, Optional.of(where)));
          }
          @Override public DatasetMap fit(LabeledDataset from, LabeledDataset to, long seed) {
            return fit(from, to, seed, step -> {});
          }
          @Override public DatasetMap fit(
              LabeledDataset from, LabeledDataset to, long seed, Consumer<LearningStep> listener) {
            try {
              return learned(from, to, seed, listener);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
          private DatasetMap learned(
              LabeledDataset from, LabeledDataset to, long seed, Consumer<LearningStep> listener)
              throws IOException, InterruptedException {
            Optional<Path> file = folder.map(f -> f.resolve(to.name() + ".txt"));
            double at = seed;
            int done = 0;
            if (file.isPresent() && Files.exists(file.get())) {
              for (String line : Files.readAllLines(file.get())) {
                at = Double.parseDouble(line);
                done++;
                listener.accept(new LearningStep(done, steps, Map.of("offset", at)));
              }
            }
            System.err.println(to.name() + " goes on from step " + done);
            StringBuilder curve = new StringBuilder();
            if (done > 0) {
              curve.append(Files.readString(file.get()));
            }
            while (done < steps) {
              Thread.sleep(30);
              at = 0.9 * at + Math.sin(done++);
              curve.append(at).append('\\n');
              if (file.isPresent() && done % 5 == 0) {
                Files.createDirectories(folder.get());
                Path fresh = folder.get().resolve(to.name() + ".new");
                Files.writeString(fresh, curve);
                Files.move(fresh, file.get(), StandardCopyOption.REPLACE_EXISTING);
              }
              listener.accept(new LearningStep(done, steps, Map.of("offset", at)));
            }
            float moved = (float) at;
            return samples -> {
              float[] values = samples.features().toArray();
              for (int i = 0; i < values.length; i++) {
                values[i] += moved;
              }
              int classes = to.classIds().length;
              float[] shares = new float[samples.size() * classes];
              for (int i = 0; i < samples.size(); i++) {
                shares[i * classes] = 1;
              }
              return samples
                  .withFeatures(Matrix.wrap(samples.size(), samples.dimension(), values))
                  .withLabels(
                      Labels.soft(
                          to.classIds(), Matrix.wrap(samples.size(), classes, shares)));
            };
          }
        }
      }
      """;

  private static final String RECIPE =
      """
      title: Slow maps
      figure: GG fig. 0
      task: interpolate
      target: {name: moons, per-class: 10}
      from: ["rings{per-class: 10}", "gaussian-mixture{per-class: 10}"]
      interpolation: {name: generalized-geodesic, mapping: slow}
      """;

  /** What holds no time, no command and no machine. */
  private static final List<String> SAME =
      List.of(
          "synthetic.npz",
          "result.json",
          "metrics.csv",
          "weights.csv",
          "squared-distances.csv",
          "simplex.csv",
          "learning.png",
          "scatter-along.png");

  @TempDir private static Path shared;
  private static Path plugin;
  private static Path recipe;
  private static Path whole;

  @TempDir private Path folder;

  @BeforeAll
  static void makeOneThatIsNotDisturbed() throws IOException, InterruptedException {
    plugin =
        TestJars.jar(shared.resolve("work"))
            .source(
                "module-info.java",
                TestJars.moduleInfo(
                    "slow", "provides org.otium.spi.DatasetMappingProvider with slow.Slow;"))
            .source("slow/Slow.java", SLOW)
            .manifest(TestJars.API)
            .build(shared.resolve("plugins").resolve("slow").resolve("slow.jar"))
            .getParent();
    recipe = Files.writeString(shared.resolve("slow.yaml"), RECIPE);
    whole = shared.resolve("whole");
    Program.Ended ended = Program.run(shared.resolve("notes"), run(whole));
    assertEquals(0, ended.code(), ended.all());
    assertTrue(
        Files.readString(whole.resolve("report.html"))
            .contains(" · GG fig. 0</p>\n<h1>Slow maps</h1>"));
  }

  private static String[] run(Path out) {
    return words("run", recipe.toString(), "--out", out.toString());
  }

  private static String[] words(String... some) {
    List<String> words = new ArrayList<>(List.of(some));
    words.addAll(List.of("--plugins", plugin.getParent().toString()));
    return words.toArray(String[]::new);
  }

  private Program.Ended ended(String... some) throws IOException, InterruptedException {
    return Program.run(folder.resolve("notes"), words(some));
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.walk(of)) {
      return files.map(file -> of.relativize(file).toString()).sorted().toList();
    }
  }

  private static void assertSame(Path other) throws IOException {
    assertEquals(names(whole), names(other));
    for (String file : SAME) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)),
          Files.readAllBytes(other.resolve(file)),
          file + " of " + other);
    }
    String page = Files.readString(other.resolve("report.html"));
    assertEquals(
        2, page.split(" · GG fig. 0</p>\n<h1>Slow maps</h1>", -1).length, "the line of the recipe");
  }

  @Test
  void aKilledOneGoesOnFromWhatItsMapsHaveLearned() throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    try (Program program = Program.start(folder.resolve("notes"), run(out))) {
      // The first map is learned then, the second is not.
      program.awaitFile(out.resolve("work").resolve("gaussian-mixture.txt"));
      program.kill();
    }
    assertTrue(Files.readString(out.resolve("manifest.json")).contains("\"running\""));
    Program.Ended again = Program.run(folder.resolve("notes"), run(out));
    assertEquals(2, again.code(), again.all());
    assertTrue(again.err().contains("or continue that run with --resume " + out), again.all());
    Program.Ended resumed = ended("interpolate", "--resume", out.toString());
    assertEquals(0, resumed.code(), resumed.all());
    assertTrue(resumed.err().contains("rings goes on from step 60"), resumed.all());
    assertFalse(resumed.err().contains("gaussian-mixture goes on from step 0"), resumed.all());
    assertSame(out);
    Program.Ended finished = ended("interpolate", "--resume", out.toString());
    assertEquals(2, finished.code(), finished.all());
    assertTrue(finished.err().contains("is finished"), finished.all());
  }

  @Test
  void oneThatIsToldToEndSaysHowToGoOn() throws IOException, InterruptedException {
    Assumptions.assumeFalse(
        System.getProperty("os.name").startsWith("Windows"), "Windows has no SIGTERM");
    Path out = folder.resolve("out");
    Program.Ended stopped;
    try (Program program = Program.start(folder.resolve("notes"), run(out))) {
      program.awaitFile(out.resolve("work").resolve("rings.txt"));
      program.terminate();
      stopped = program.await();
    }
    assertEquals(143, stopped.code(), stopped.all());
    assertTrue(stopped.out().contains("what the maps have learned is kept"), stopped.all());
    String told = "Continue with: otium ";
    String command =
        stopped
            .out()
            .lines()
            .filter(line -> line.startsWith(told))
            .findFirst()
            .orElseThrow(() -> new AssertionError(stopped.all()))
            .substring(told.length());
    String always = " --linalg java"; // which is added to every call
    assertEquals("run --resume " + out + always + " --plugins " + plugin.getParent(), command);
    assertTrue(Files.readString(out.resolve("manifest.json")).contains("\"interrupted\""));
    Program.Ended resumed =
        Program.run(folder.resolve("notes"), command.replace(always, "").split(" ", -1));
    assertEquals(0, resumed.code(), resumed.all());
    assertFalse(resumed.err().contains("rings goes on from step 0"), resumed.all());
    assertSame(out);
  }
}
