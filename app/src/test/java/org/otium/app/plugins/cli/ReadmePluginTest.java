package org.otium.app.plugins.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.plugins.TestJars;
import org.otium.app.plugins.TestMachine;
import picocli.CommandLine;

/** The first plugin of README.md is one that works. */
class ReadmePluginTest {
  private static final String HEADING = "## A first plugin";
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("public (?:final class|record) (\\w+)");
  private static final Pattern MANIFEST = Pattern.compile("echo '([\\w-]+): (.+)' > manifest");
  @TempDir private Path temporary;

  @Test
  void pluginOfTheReadmePassesItsCheck() throws IOException {
    String section = section();
    TestJars jar = TestJars.jar(temporary.resolve("work"));
    Matcher block = BLOCK.matcher(section);
    int blocks = 0;
    while (block.find()) {
      jar.source(path(block.group(1)), block.group(1));
      blocks++;
    }
    assertEquals(3, blocks, "three files, says the text");
    Matcher entry = MANIFEST.matcher(section);
    assertTrue(entry.find(), "the commands make no manifest");
    jar.manifest(java.util.Map.of(entry.group(1), entry.group(2)));
    Path built = jar.build(temporary.resolve("plugins/gravity/gravity.jar"));
    StringWriter said = new StringWriter();
    CommandLine check = new CommandLine(new PluginsCheckCommand(TestMachine::compute));
    check.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    assertEquals(0, check.execute(built.getParent().toString()), said::toString);
    assertEquals("functional gravity: ok", said.toString().strip());
  }

  private static String section() throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("otium.root"), "README.md"));
    int start = readme.indexOf(HEADING);
    assertTrue(start >= 0, "README.md lacks '" + HEADING + "'");
    int end = readme.indexOf("\n## ", start + HEADING.length());
    return readme.substring(start, end < 0 ? readme.length() : end);
  }

  private static String path(String source) {
    if (source.startsWith("module ")) {
      return "module-info.java";
    }
    Matcher in = PACKAGE.matcher(source);
    Matcher type = TYPE.matcher(source);
    assertTrue(in.find() && type.find(), source);
    return in.group(1).replace('.', '/') + "/" + type.group(1) + ".java";
  }
}
