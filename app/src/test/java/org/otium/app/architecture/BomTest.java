package org.otium.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of versions that go together names every module. */
class BomTest {
  private static final Pattern MANAGED =
      Pattern.compile("<artifactId>otium-([a-z0-9-]+)</artifactId>\\s*<version>\\$\\{project");
  private static final Pattern VERSION = Pattern.compile("<version>([^<$]+)</version>");

  private static String pom(String... folder) throws IOException {
    return Files.readString(Path.of(System.getProperty("otium.root"), folder).resolve("pom.xml"));
  }

  @Test
  void namesEveryModule() throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher matcher = MANAGED.matcher(pom("bom"));
    while (matcher.find()) {
      named.add(matcher.group(1));
    }
    assertEquals(
        new TreeSet<>(Reactor.instance().moduleNames()), named, "add the others to bom/pom.xml");
  }

  @Test
  void hasTheVersionOfTheBuild() throws IOException {
    Matcher own = VERSION.matcher(pom("bom"));
    Matcher build = VERSION.matcher(pom());
    assertEquals(build.find() ? build.group(1) : "none", own.find() ? own.group(1) : "nothing");
  }
}
