package org.otium.app.plugins;

import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.otium.app.plugins.PluginJar.Refused;

/**
 * The module layer of one plugin.
 *
 * @param layer its modules, with the program's as parent
 * @param jars its jars by module
 */
record PluginLayer(ModuleLayer layer, Map<String, PluginJar> jars) {
  private static final String API_MODULE = "otium.api";

  static PluginLayer open(PluginFolder folder, ModuleLayer parent) throws Refused {
    Module api =
        parent
            .findModule(API_MODULE)
            .orElseThrow(
                () ->
                    new Refused(
                        "Otium runs from the class path, where plugin folders do not work; start it with ./otium"));
    String nothing = folder.whyNothing();
    if (!nothing.isEmpty()) {
      throw new Refused(nothing);
    }
    Map<String, PluginJar> jars = read(folder);
    refuseMissingModules(folder, jars, parent);
    refuseSilence(folder, jars);
    ModuleLayer.Controller controller = define(folder, jars, parent, api);
    allowNativeAccess(jars, controller);
    return new PluginLayer(controller.layer(), jars);
  }

  private static Map<String, PluginJar> read(PluginFolder folder) throws Refused {
    Map<String, PluginJar> jars = new LinkedHashMap<>();
    for (Path path : folder.jars()) {
      PluginJar jar = PluginJar.read(path);
      PluginJar other = jars.put(jar.module().name(), jar);
      if (other != null) {
        throw new Refused(
            other.path()
                + " and "
                + path
                + " are both module "
                + jar.module().name()
                + "; remove one of them");
      }
    }
    return jars;
  }

  private static void refuseMissingModules(
      PluginFolder folder, Map<String, PluginJar> jars, ModuleLayer parent) throws Refused {
    for (PluginJar jar : jars.values()) {
      for (ModuleDescriptor.Requires requires : new TreeSet<>(jar.module().requires())) {
        String name = requires.name();
        boolean optional = requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC);
        boolean found =
            jars.containsKey(name) || parent.configuration().findModule(name).isPresent();
        if (!optional && !found) {
          boolean inJdk = ModuleFinder.ofSystem().find(name).isPresent();
          String remedy =
              inJdk
                  ? "start Java with --add-modules " + name
                  : "add the jar of " + name + " to " + folderOf(folder);
          throw new Refused(
              "module "
                  + jar.module().name()
                  + " ("
                  + jar.path()
                  + ") needs module "
                  + name
                  + ", which is not there; "
                  + remedy);
        }
      }
    }
  }

  private static String folderOf(PluginFolder folder) {
    return folder.jars().equals(List.of(folder.location()))
        ? "a folder of its own, together with this one"
        : folder.location().toString();
  }

  private static void refuseSilence(PluginFolder folder, Map<String, PluginJar> jars)
      throws Refused {
    boolean provides =
        jars.values().stream()
            .flatMap(jar -> jar.module().provides().stream())
            .anyMatch(declared -> ProviderDiscovery.SERVICES.containsKey(declared.service()));
    if (provides) {
      return;
    }
    boolean inServiceFiles = jars.values().stream().anyMatch(PluginJar::hasServiceFiles);
    throw new Refused(
        "no jar in "
            + folder.location()
            + " declares a plugin (seen: "
            + PluginFolder.names(folder.jars())
            + "); add 'provides org.otium.spi.…Provider with …;' to its module-info"
            + (inServiceFiles ? ": META-INF/services is not read in modules" : ""));
  }

  private static ModuleLayer.Controller define(
      PluginFolder folder, Map<String, PluginJar> jars, ModuleLayer parent, Module api)
      throws Refused {
    ModuleFinder finder = ModuleFinder.of(folder.jars().toArray(Path[]::new));
    try {
      Configuration configuration =
          Configuration.resolve(
              finder, List.of(parent.configuration()), ModuleFinder.of(), jars.keySet());
      ClassLoader loader = classPath(folder, new SharedClasses(parent, api));
      ModuleLayer.Controller controller =
          ModuleLayer.defineModulesWithOneLoader(configuration, List.of(parent), loader);
      for (Module module : controller.layer().modules()) {
        controller.addReads(module, loader.getUnnamedModule());
      }
      return controller;
    } catch (FindException
        | ResolutionException
        | LayerInstantiationException
        | MalformedURLException e) {
      throw new Refused(
          "the modules of " + folder.location() + " do not go together: " + PluginCalls.words(e));
    }
  }

  private static ClassLoader classPath(PluginFolder folder, ClassLoader shared)
      throws MalformedURLException {
    if (folder.classPath().isEmpty()) {
      return shared;
    }
    List<URL> urls = new ArrayList<>();
    for (Path jar : folder.classPath()) {
      urls.add(jar.toUri().toURL());
    }
    // Open as long as the program runs: a plugin may load a class at any time.
    return new URLClassLoader(
        "otium-plugin-" + folder.id() + "-cp", urls.toArray(URL[]::new), shared);
  }

  @SuppressWarnings("restricted") // handing native access on is what the manifest entry asks for
  private static void allowNativeAccess(
      Map<String, PluginJar> jars, ModuleLayer.Controller controller) throws Refused {
    for (PluginJar jar : jars.values()) {
      for (String name : jar.nativeModules()) {
        Module module =
            controller
                .layer()
                .findModule(name)
                .filter(m -> m.getLayer() == controller.layer())
                .orElseThrow(
                    () ->
                        new Refused(
                            jar.path()
                                + " asks for native access for module "
                                + name
                                + ", which is not in its folder; correct its Enable-Native-Access"));
        try {
          controller.enableNativeAccess(module);
        } catch (IllegalCallerException e) {
          throw new Refused(
              jar.path()
                  + " needs native access, which this Java denies; start it with --enable-native-access=otium.app");
        }
      }
    }
  }
}
