package org.otium.app.plugins.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.otium.api.InvalidInputException;
import org.otium.spi.ApiVersion;
import org.otium.spi.Kind;

/**
 * A Maven project of a plugin: module declaration, provider, settings, product, tests that extend
 * the contracts, and what else it takes to build a jar that can be dropped in.
 *
 * @param name what users will call the plugin
 * @param kind its kind
 * @param packageName its package, which is its module as well
 * @param version the version of Otium that it is built against
 */
public record PluginProject(String name, Kind kind, String packageName, String version) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern PACKAGE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*");
  private static final List<String> SHADOWED =
      List.of("java.lang.", "java.util.", "org.otium.api.", "org.otium.spi.");
  private static final Set<String> KEYWORDS =
      Set.of(
          "abstract",
          "assert",
          "boolean",
          "break",
          "byte",
          "case",
          "catch",
          "char",
          "class",
          "const",
          "continue",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extends",
          "final",
          "finally",
          "float",
          "for",
          "goto",
          "if",
          "implements",
          "import",
          "instanceof",
          "int",
          "interface",
          "long",
          "native",
          "new",
          "package",
          "private",
          "protected",
          "public",
          "return",
          "short",
          "static",
          "strictfp",
          "super",
          "switch",
          "synchronized",
          "this",
          "throw",
          "throws",
          "transient",
          "try",
          "void",
          "volatile",
          "while",
          "true",
          "false",
          "null",
          "_");

  /** What the plugins that are written do. */
  private static final Map<Kind, String> SUMMARIES =
      Map.ofEntries(
          Map.entry(Kind.FUNCTIONAL, "Pulls samples to the origin."),
          Map.entry(Kind.GROUND_COST, "The scaled squared Euclidean distance."),
          Map.entry(Kind.OPTIMIZER, "Plain gradient descent."),
          Map.entry(Kind.DATASET_SOURCE, "Two Gaussian clouds in the plane."),
          Map.entry(Kind.DATASET_TRANSFORM, "Multiplies features by a factor."),
          Map.entry(Kind.CLUSTERING, "Chains of near neighbours are clusters."),
          Map.entry(Kind.CLASSIFIER, "The nearest class mean, softly."),
          Map.entry(Kind.ENCODER, "Embeds samples by scaling their features."),
          Map.entry(Kind.DATASET_DISTANCE, "The squared distance between the means of datasets."),
          Map.entry(Kind.LABEL_DISTANCE, "The squared distance between class means."),
          Map.entry(Kind.MEASURE_KERNEL, "The product of the means of measures."),
          Map.entry(Kind.DATASET_MAPPING, "Moves samples by the difference of the means."),
          Map.entry(
              Kind.INTERPOLATION, "Moves the reference to the weighted mean of the datasets."),
          Map.entry(Kind.FLOW_DYNAMICS, "Explicit Euler steps of features."),
          Map.entry(Kind.OT_SOLVER, "Entropic transport by plain iterations."),
          Map.entry(Kind.DATASET_FORMAT, "A line of numbers and a class a sample."),
          Map.entry(Kind.LINEAR_ALGEBRA, "Plain loops and rotations."));

  /** What a plugin of a kind is made like, and what is said of the one that is written. */
  private record Start(String creation, List<String> imports, String summary) {}

  /**
   * Checks the names.
   *
   * @throws InvalidInputException if one cannot be used
   */
  public PluginProject {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInputException(
          "'" + name + "' cannot be the name of a plugin",
          "Use small letters, digits and single dashes, beginning with a letter: my-plugin.");
    }
    boolean isPackage =
        PACKAGE.matcher(packageName).matches()
            && Arrays.stream(packageName.split("\\.", -1)).noneMatch(KEYWORDS::contains);
    if (!isPackage || packageName.startsWith("java.") || packageName.startsWith("org.otium.")) {
      throw new InvalidInputException(
          "'" + packageName + "' cannot be the package of a plugin",
          "Use a package of your own, in small letters: org.example.myplugin.");
    }
    if (!kinds().contains(kind)) {
      throw new InvalidInputException(
          "there is no project to start a " + kind.id() + " from",
          "There is one for: "
              + String.join(", ", kinds().stream().map(Kind::id).toList())
              + ". For others copy a module of Otium that provides one.");
    }
  }

  /**
   * The package of a plugin for which none is given.
   *
   * @param name the plugin's name
   * @return a package of the example domain
   */
  public static String defaultPackage(String name) {
    String last = name.replace("-", "");
    return "org.example." + (KEYWORDS.contains(last) ? last + "plugin" : last);
  }

  /**
   * The kinds for which there is a project.
   *
   * @return in the order of {@link Kind}
   */
  public static List<Kind> kinds() {
    return Arrays.stream(Kind.values())
        .filter(kind -> PluginProject.class.getResource(kind.id() + "/Product.java.txt") != null)
        .toList();
  }

  /**
   * The name of the product's class: that of the plugin, unless Java or Otium have such a class.
   */
  private String className() {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("-", -1)) {
      camel.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    }
    return SHADOWED.stream().anyMatch(shadowed -> exists(shadowed + camel))
        ? camel + "Plugin"
        : camel.toString();
  }

  private static boolean exists(String type) {
    try {
      Class.forName(type, false, PluginProject.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError _) {
      return false;
    }
  }

  private Start start() {
    String plain = "new @Name@(settings)";
    String summary = SUMMARIES.getOrDefault(kind, "A plugin of the kind " + kind.id() + ".");
    return kind == Kind.FUNCTIONAL
        ? new Start(
            "new PotentialFunctional(" + plain + ")",
            List.of("org.otium.api.PotentialFunctional"),
            summary)
        : new Start(plain, List.of(), summary);
  }

  /**
   * The files of the project.
   *
   * @return texts by path within its folder
   */
  public Map<String, String> files() {
    String sources = "src/main/java/" + packageName.replace('.', '/') + "/";
    String tests = "src/test/java/" + packageName.replace('.', '/') + "/";
    String own = kind.id() + "/";
    String className = className();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", text("pom.xml.txt"));
    files.put("README.md", text("README.md.txt"));
    files.put(".gitignore", text("gitignore.txt"));
    files.put("src/main/java/module-info.java", text("module-info.java.txt"));
    files.put(sources + "package-info.java", text("package-info.java.txt"));
    files.put(sources + className + "Settings.java", text(own + "Settings.java.txt"));
    files.put(sources + className + ".java", text(own + "Product.java.txt"));
    files.put(sources + className + "Provider.java", text("Provider.java.txt"));
    files.put(tests + className + "Test.java", text(own + "Test.java.txt"));
    files.put(tests + className + "ProviderTest.java", text("ProviderTest.java.txt"));
    files.put(tests + className + "RulesTest.java", text("RulesTest.java.txt"));
    return files;
  }

  private String text(String template) {
    String product = kind.product().getSimpleName();
    Start start = start();
    Set<String> imports = new TreeSet<>(start.imports());
    imports.addAll(
        List.of(
            "org.otium.api.Compute",
            "org.otium.api." + product,
            "org.otium.spi." + product + "Provider"));
    StringBuilder lines = new StringBuilder();
    imports.forEach(name -> lines.append("import ").append(name).append(";\n"));
    return resource(template)
        .replace("@imports@\n", lines + "\n")
        .replace("@creation@", start.creation())
        .replace("@summary@", start.summary())
        .replace("@name@", name)
        .replace("@Name@", className())
        .replace("@kind@", kind.id())
        .replace("@Product@", product)
        .replace("@package@", packageName)
        .replace("@version@", version)
        .replace("@api-range@", range());
  }

  /** The versions of the plugin interface that go with the present one. */
  private static String range() {
    List<Integer> parts = new ArrayList<>();
    for (String part : String.valueOf(ApiVersion.CURRENT).split("[.-]", 3)) {
      parts.add(Integer.valueOf(part.replaceAll("[^0-9].*", "")));
    }
    int major = parts.get(0);
    int minor = parts.get(1);
    return major == 0
        ? "[0." + minor + ",0." + (minor + 1) + ")"
        : "[" + major + "." + minor + "," + (major + 1) + ".0)";
  }

  private static String resource(String name) {
    try (InputStream in = PluginProject.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the application");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the project.
   *
   * @param folder a folder that does not exist, in one that does
   * @throws InvalidInputException if it cannot be made there
   * @throws IOException if a file cannot be written
   */
  public void write(Path folder) throws IOException {
    if (Files.exists(folder)) {
      throw new InvalidInputException(
          "'" + folder + "' exists already", "Nothing is overwritten: name another with --out.");
    }
    Path parent = folder.toAbsolutePath().normalize().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new InvalidInputException(
          "folder '"
              + parent
              + "', where '"
              + folder.getFileName()
              + "' should be made, does not exist",
          "Make it first, or name another with --out.");
    }
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
