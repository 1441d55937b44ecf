package org.otium.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is packed says the same as what it is made of. */
class DistributionTest {
  private static final Path ROOT = Path.of(System.getProperty("otium.root"));
  private static final Path DIST = ROOT.resolve("app/src/main/dist");
  private static final Pattern ENTRY = Pattern.compile("([\\w.-]+):([\\w.-]+) {2,}(\\S.*)");
  private static final Pattern LICENCE =
      Pattern.compile("(?i)(META-INF/)?(LICEN[CS]E|COPYING)(-[a-z0-9.]+)?(\\.txt|\\.md)?");

  /** Words by which the text of a licence is known. */
  private static final Map<String, Pattern> TEXTS =
      Map.of(
          "Apache-2.0", Pattern.compile("Apache License\\s+Version 2\\.0"),
          "MIT", Pattern.compile("Permission is hereby granted, free of charge"),
          "BSD", Pattern.compile("Redistribution and use in source and binary forms"));

  @Test
  void launchersOfAllSystemsStartTheSameProgram() throws IOException {
    String sh = Files.readString(DIST.resolve("bin/otium"));
    String bat = Files.readString(DIST.resolve("bin/otium.bat"));
    Set<String> flags = new TreeSet<>();
    Matcher flag = Pattern.compile("\"(-D[\\w.]+)=|(--module-path|--module \\S+)").matcher(sh);
    while (flag.find()) {
      flags.add(flag.group(1) == null ? flag.group(2) : flag.group(1));
    }
    assertTrue(flags.size() > 5, flags::toString);
    flags.forEach(each -> assertTrue(bat.contains(each), () -> "otium.bat lacks " + each));
    assertTrue(bat.contains("otium.args"));
    for (String variable : List.of("OTIUM_JAVA_OPTS", "OTIUM_PLUGINS", "JAVA_HOME")) {
      assertTrue(sh.contains(variable) && bat.contains(variable), variable);
    }
    assertEquals(
        bat.chars().filter(c -> c == '\n').count(),
        bat.lines().count(),
        "every line of a batch file ends");
    assertFalse(Pattern.compile("(?<!\r)\n").matcher(bat).find(), "batch files end lines by CRLF");
  }

  /** The licence that is told of each artifact. */
  private static Map<String, String> told() throws IOException {
    Map<String, String> told = new LinkedHashMap<>();
    String last = "";
    for (String line : Files.readAllLines(DIST.resolve("THIRD-PARTY.txt"))) {
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches()) {
        last = entry.group(2);
        told.merge(last, entry.group(3), (a, b) -> a + "; " + b);
      } else if (line.startsWith("  ") && !last.isEmpty()) {
        told.merge(last, line.strip(), (a, b) -> a + " " + b);
      } else {
        last = "";
      }
    }
    return told;
  }

  private static List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      for (String path : System.getProperty(property, "").split(File.pathSeparator, -1)) {
        if (path.endsWith(".jar")) {
          jars.add(Path.of(path));
        }
      }
    }
    for (String module : List.of("linalg-nd4j", "models")) {
      Path packed = ROOT.resolve(module).resolve("target/plugin");
      if (Files.isDirectory(packed)) {
        try (Stream<Path> files = Files.walk(packed)) {
          files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
        }
      }
    }
    return jars;
  }

  /** Some jars lie there with the group before their name. */
  private static String artifact(Path jar, Map<String, String> told) {
    String name = jar.getFileName().toString().replaceFirst("-[0-9].*", "");
    return told.keySet().stream()
        .filter(a -> name.equals(a) || name.endsWith("." + a))
        .findFirst()
        .orElse("");
  }

  @Test
  void licencesThatAreToldAreThoseThatJarsCarry() throws IOException {
    Map<String, String> told = told();
    List<String> faults = new ArrayList<>();
    int carried = 0;
    for (Path jar : jars()) {
      String artifact = artifact(jar, told);
      if (artifact.isEmpty()) {
        continue; // told by another test, or of tests alone
      }
      Set<String> found = carried(jar);
      carried += found.size();
      for (String licence : found) {
        if (!told.get(artifact).contains(licence)) {
          faults.add(jar.getFileName() + " carries " + licence + ", told: " + told.get(artifact));
        }
      }
      boolean needsText =
          told.get(artifact).startsWith("MIT") || told.get(artifact).startsWith("BSD");
      if (needsText && found.isEmpty() && !hasText(artifact)) {
        faults.add(jar.getFileName() + " carries no licence, and none lies in licenses/");
      }
    }
    assertTrue(carried > 8, "only " + carried + " licences were found in jars");
    assertEquals(List.of(), faults);
  }

  private static boolean hasText(String artifact) throws IOException {
    try (Stream<Path> folders = Files.list(DIST.resolve("licenses"))) {
      return folders.anyMatch(folder -> artifact.startsWith(folder.getFileName().toString()));
    }
  }

  private static Set<String> carried(Path jar) throws IOException {
    Set<String> found = new TreeSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry :
          zip.stream().filter(e -> LICENCE.matcher(e.getName()).matches()).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          TEXTS.forEach(
              (name, words) -> {
                if (words.matcher(text).find()) {
                  found.add(name);
                }
              });
        }
      }
    }
    return found;
  }
}
