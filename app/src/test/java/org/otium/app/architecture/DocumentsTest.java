package org.otium.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No link of a page leads nowhere, and no page is left without a link to it. */
class DocumentsTest {
  private static final Path ROOT = Path.of(System.getProperty("otium.root")).toAbsolutePath();
  private static final Path README = ROOT.resolve("README.md");

  /** What is built, or lies there for the one who works there. */
  private static final Set<String> NO_SOURCES = Set.of("target", "plugins", "runs", "node_modules");

  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```[^\n]*$");
  private static final Pattern CODE = Pattern.compile("(`+).*?\\1");
  private static final Pattern LINK = Pattern.compile("\\]\\(\\s*<?([^)\\s>]+)>?[^)]*\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#*$");

  private record Link(Path from, String target) {
    boolean isExternal() {
      return target.contains("://") || target.startsWith("mailto:");
    }

    Path file() {
      String path = target.split("#", -1)[0];
      Path folder = from.getParent();
      assertTrue(folder != null);
      return path.isEmpty() ? from : folder.resolve(path).normalize();
    }

    String anchor() {
      int at = target.indexOf('#');
      return at < 0 ? "" : target.substring(at + 1);
    }

    @Override
    public String toString() {
      return ROOT.relativize(from) + " -> " + target;
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            boolean isOurs = folder.equals(ROOT) || folder.startsWith(ROOT.resolve("docs"));
            return isOurs || !(name.startsWith(".") || NO_SOURCES.contains(name))
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              pages.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertTrue(pages.contains(README), pages::toString);
    assertTrue(pages.stream().anyMatch(p -> p.startsWith(ROOT.resolve("docs"))), pages::toString);
    return pages;
  }

  private static List<Link> links(Path page) throws IOException {
    String text = FENCE.matcher(Files.readString(page)).replaceAll("");
    Matcher link = LINK.matcher(CODE.matcher(text).replaceAll("code"));
    List<Link> links = new ArrayList<>();
    while (link.find()) {
      links.add(new Link(page, link.group(1)));
    }
    return links;
  }

  /** The anchors of a page, as GitHub and most others make them of headings. */
  private static Set<String> anchors(Path page) throws IOException {
    Matcher heading = HEADING.matcher(FENCE.matcher(Files.readString(page)).replaceAll(""));
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    while (heading.find()) {
      String words = heading.group(1).replaceAll("\\[(.*?)\\]\\(.*?\\)", "$1");
      String slug =
          words
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}\\p{Pc} -]", "")
              .replace(' ', '-');
      int times = seen.merge(slug, 1, Integer::sum);
      anchors.add(times == 1 ? slug : slug + "-" + (times - 1));
    }
    return anchors;
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int looked = 0;
    for (Path page : pages()) {
      for (Link link : links(page)) {
        looked++;
        if (link.isExternal()) {
          if (!isAddress(link.target())) {
            broken.add(link + ": no address");
          }
        } else if (!Files.exists(link.file())) {
          broken.add(link + ": no such file");
        } else if (!link.anchor().isEmpty()
            && link.file().toString().endsWith(".md")
            && !anchors(link.file()).contains(link.anchor())) {
          broken.add(link + ": no such heading; there are " + anchors(link.file()));
        }
      }
    }
    assertTrue(looked > 50, "only " + looked + " links were found");
    assertEquals(List.of(), broken);
  }

  private static boolean isAddress(String target) {
    try {
      URI uri = new URI(target);
      return "mailto".equals(uri.getScheme())
          || ("https".equals(uri.getScheme()) && uri.getHost() != null);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @Test
  void everyPageIsReachedFromTheReadme() throws IOException {
    Set<Path> reached = new HashSet<>(Set.of(README));
    Deque<Path> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (Link link : links(open.remove())) {
        boolean isPage = !link.isExternal() && link.file().toString().endsWith(".md");
        if (isPage && Files.exists(link.file()) && reached.add(link.file())) {
          open.add(link.file());
        }
      }
    }
    List<Path> lost = new ArrayList<>(pages());
    lost.removeAll(reached);
    // History is looked for by its name.
    lost.remove(ROOT.resolve("CHANGELOG.md"));
    assertEquals(List.of(), lost.stream().map(ROOT::relativize).toList());
  }

  /** Words of messages that docs/errors.md explains are still said somewhere. */
  @Test
  void errorsThatAreExplainedAreTold() throws IOException {
    StringBuilder sources = new StringBuilder(Files.readString(ROOT.resolve(".mvn/jdk.sh")));
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(DocumentsTest::isMainSource).toList()) {
        sources.append(Files.readString(file));
      }
    }
    // Texts are cut where lines of code end.
    String said = sources.toString().replaceAll("\"\\s*\\+\\s*\"", "");
    Matcher row =
        Pattern.compile("(?m)^\\| (`.*?) \\|")
            .matcher(Files.readString(ROOT.resolve("docs/errors.md")));
    int looked = 0;
    while (row.find()) {
      Matcher quoted = Pattern.compile("`([^`]+)`").matcher(row.group(1));
      while (quoted.find()) {
        for (String part : quoted.group(1).split("'?…'?|'odtt'|functional", -1)) {
          looked++;
          assertTrue(said.contains(part.strip()), () -> "no message says: " + part);
        }
      }
    }
    assertTrue(looked > 12, "only " + looked + " messages were found");
  }

  private static boolean isMainSource(Path file) {
    return file.toString().endsWith(".java")
        && file.toString().replace('\\', '/').contains("/src/main/java/");
  }
}
