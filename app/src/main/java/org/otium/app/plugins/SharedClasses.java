package org.otium.app.plugins;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the class path of a plugin may see of the program: the JDK and the plugin interface. The
 * libraries of the program stay hidden, so that a plugin gets the versions that it brings along.
 */
final class SharedClasses extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ClassLoader program;
  private final Set<String> packages;

  /** Shares the JDK and one module of a layer. */
  SharedClasses(ModuleLayer layer, Module api) {
    super("otium-shared", ClassLoader.getPlatformClassLoader());
    this.program = api.getClassLoader();
    this.packages =
        Stream.concat(Stream.of(api), modules(layer).filter(SharedClasses::isOfJdk))
            .flatMap(module -> module.getPackages().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<Module> modules(ModuleLayer layer) {
    return Stream.concat(
        layer.modules().stream(), layer.parents().stream().flatMap(SharedClasses::modules));
  }

  private static boolean isOfJdk(Module module) {
    return module
        .getLayer()
        .configuration()
        .findModule(module.getName())
        .flatMap(resolved -> resolved.reference().location())
        .filter(location -> "jrt".equals(location.getScheme()))
        .isPresent();
  }

  /**
   * Asks the program's loader for what is shared. The parent alone would not do: the platform's
   * loader finds every class of the program's modules. It is the parent so that services of the JDK
   * are found.
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    if (dot > 0 && packages.contains(name.substring(0, dot))) {
      return program.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
