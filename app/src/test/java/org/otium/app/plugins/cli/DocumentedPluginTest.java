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

/** The plugin of docs/writing-a-plugin.md is one that works. */
class DocumentedPluginTest {
  private static final String HEADING = "## A plugin in three files";
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("public (?:final class|record) (\\w+)");
  private static final Pattern MANIFEST = Pattern.compile("echo '([\\w-]+): (.+)' > manifest");
  @TempDir private Path temporary;

  @Test
  void pluginOfThePagePassesItsCheck() throws IOException {
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
    String page =
        Files.readString(Path.of(System.getProperty("otium.root"), "docs/writing-a-plugin.md"));
    int start = page.indexOf(HEADING);
    assertTrue(start >= 0, "docs/writing-a-plugin.md lacks '" + HEADING + "'");
    int end = page.indexOf("\n## ", start + HEADING.length());
    return page.substring(start, end < 0 ? page.length() : end);
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
