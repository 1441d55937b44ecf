package org.otium.app.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * The rules that hold for the classes of plugins, read from a jar without loading any of it: those
 * that {@code OtiumPluginRules} of the testkit holds authors to in their own build.
 */
public final class JarRules {
  private static final String LIST = "forbidden.txt";
  private static final String CLASS = ".class";
  private static final int MOST_FAULTS = 20;
  private static final long LARGEST_CLASS = 16L << 20;
  private static final Set<String> INTERFACE =
      Set.of("org.otium.api", "org.otium.settings", "org.otium.spi");

  /** What is wrong with what a list forbids. */
  private static final Map<String, String> FAULTS =
      Map.of(
          "streams", "prints past the command line",
          "ends", "may end the program",
          "defaults", "depends on the charset or locale of the machine",
          "unseeded", "takes randomness without a seed",
          "unseeded-types", "takes randomness whose algorithm or seed is not named");

  private static final Map<String, String> FORBIDDEN = forbidden();

  private JarRules() {}

  /** The lists by what they forbid. */
  private static Map<String, String> forbidden() {
    Map<String, String> forbidden = new HashMap<>();
    try (InputStream in = JarRules.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException(LIST + " is missing from the application");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(
              line -> {
                int space = line.indexOf(' ');
                forbidden.put(line.substring(space + 1), line.substring(0, space));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return forbidden;
  }

  /**
   * What no class of a plugin may use.
   *
   * @return fields, methods with their parameter types, and types
   */
  public static Set<String> list() {
    return Set.copyOf(FORBIDDEN.keySet());
  }

  /**
   * Holds the classes of a jar to the rules.
   *
   * @param jar the jar of a plugin
   * @return what is wrong, a line each; empty for what is no jar
   */
  public static List<String> faults(Path jar) {
    if (!Files.isRegularFile(jar)) {
      return List.of();
    }
    Set<String> faults = new LinkedHashSet<>();
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      List<ClassModel> classes = new ArrayList<>();
      for (ZipEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (name.endsWith(CLASS) && !name.endsWith("-info.class") && !name.startsWith("META-INF")) {
          classes.add(parsed(file, entry));
        }
      }
      Set<String> own =
          classes.stream()
              .map(c -> c.thisClass().asSymbol().packageName())
              .collect(Collectors.toSet());
      for (ClassModel c : classes) {
        look(c, own, faults);
      }
    } catch (IOException | IllegalArgumentException e) {
      faults.add("its classes cannot be read: " + e.getMessage());
    }
    List<String> told = new ArrayList<>(faults);
    if (told.size() > MOST_FAULTS) {
      int more = told.size() - MOST_FAULTS;
      told.subList(MOST_FAULTS, told.size()).clear();
      told.add("and " + more + " more like these");
    }
    return told;
  }

  private static ClassModel parsed(JarFile file, ZipEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) LARGEST_CLASS);
      if (in.read() >= 0) {
        throw new IOException(entry.getName() + " is larger than a class can be");
      }
      return ClassFile.of().parse(bytes);
    }
  }

  private static void look(ClassModel c, Set<String> own, Set<String> faults) {
    String where = name(c.thisClass().asSymbol());
    Set<String> used = new HashSet<>();
    for (PoolEntry entry : c.constantPool()) {
      switch (entry) {
        case FieldRefEntry field -> used.add(owner(field) + "." + field.name().stringValue());
        case MemberRefEntry method -> used.add(signature(method));
        case ClassEntry type -> {
          ClassDesc at = type.asSymbol();
          while (at.isArray()) {
            at = at.componentType();
          }
          used.add(name(at));
          String of = at.isPrimitive() ? "" : at.packageName();
          boolean isOtium = of.equals("org.otium") || of.startsWith("org.otium.");
          if (isOtium && !INTERFACE.contains(of) && !own.contains(of)) {
            faults.add(where + " uses " + name(at) + ", which is not part of the plugin interface");
          }
        }
        default -> {}
      }
    }
    for (String one : used) {
      String list = FORBIDDEN.get(one);
      if (list != null) {
        faults.add(where + " " + FAULTS.getOrDefault(list, "uses what it may not") + ": " + one);
      }
    }
  }

  private static String owner(MemberRefEntry member) {
    return name(member.owner().asSymbol());
  }

  private static String signature(MemberRefEntry method) {
    String parameters =
        MethodTypeDesc.ofDescriptor(method.type().stringValue()).parameterList().stream()
            .map(JarRules::name)
            .collect(Collectors.joining(","));
    return owner(method) + "." + method.name().stringValue() + "(" + parameters + ")";
  }

  private static String name(ClassDesc type) {
    if (type.isArray()) {
      return name(type.componentType()) + "[]";
    }
    String descriptor = type.descriptorString();
    return type.isPrimitive()
        ? type.displayName()
        : descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }
}
