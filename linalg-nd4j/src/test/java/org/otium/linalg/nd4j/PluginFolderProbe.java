package org.otium.linalg.nd4j;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra;
import org.otium.linalg.openblas.OpenBlasLinearAlgebra;
import org.otium.numerics.LinearAlgebraSelfCheck;
import org.otium.spi.LinearAlgebraProvider;

/**
 * A small program with the OpenBLAS binding as a module of its own, which loads the plugin folder
 * into a layer and works with both. Run by {@link PluginFolderTest} in a JVM of its own.
 */
final class PluginFolderProbe {
  private PluginFolderProbe() {}

  /** Sees the JDK alone; the platform loader would also show the modules of the program. */
  private static final class JdkOnly extends ClassLoader {
    private static final Set<String> PACKAGES =
        ModuleFinder.ofSystem().findAll().stream()
            .map(ModuleReference::descriptor)
            .flatMap(module -> module.packages().stream())
            .collect(Collectors.toUnmodifiableSet());

    JdkOnly() {
      super("jdk", null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      int dot = name.lastIndexOf('.');
      if (dot > 0 && PACKAGES.contains(name.substring(0, dot))) {
        return getPlatformClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }

  /** Takes the plugin folder, and {@code program} and {@code plugin} in the order of their use. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    require(
        provider(folder, ClassLoader.getPlatformClassLoader())
            .available()
            .reason()
            .contains("org.bytedeco.javacpp of the program hides"),
        "the modules of the program hide those of the plugin, and nobody tells");
    LinearAlgebraProvider<?> provider = null;
    for (String user : List.of(args).subList(1, args.length)) {
      if (user.equals("program")) {
        use(new OpenBlasLinearAlgebra(2));
      } else {
        provider = provider == null ? provider(folder, new JdkOnly()) : provider;
        require(provider.available().isAvailable(), provider.available().reason());
        use(create(provider));
      }
      System.out.println(user);
    }
  }

  private static LinearAlgebraProvider<?> provider(Path folder, ClassLoader jdk)
      throws IOException {
    List<URL> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("cp"), "*.jar")) {
      for (Path file : files) {
        jars.add(url(file));
      }
    }
    URLClassLoader classPath = new URLClassLoader("nd4j/cp", jars.toArray(URL[]::new), jdk);
    ModuleLayer boot = ModuleLayer.boot();
    Configuration modules =
        boot.configuration()
            .resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("otium.linalg.nd4j"));
    ModuleLayer layer =
        ModuleLayer.defineModulesWithOneLoader(modules, List.of(boot), classPath).layer();
    return ServiceLoader.load(layer, LinearAlgebraProvider.class).findFirst().orElseThrow();
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }

  private static void use(LinearAlgebra algebra) {
    String reason = LinearAlgebraSelfCheck.reasonToRefuse(algebra).orElse("");
    require(reason.isEmpty(), reason);
  }

  private static <S extends Record> LinearAlgebra create(LinearAlgebraProvider<S> provider) {
    try {
      S settings = provider.settings().getConstructor().newInstance();
      return provider.create(settings, Compute.withoutLinearAlgebra(2, 1 << 20));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
