package org.otium.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.otium.api.Compute;
import org.otium.app.command.Candidates;
import org.otium.app.command.GlobalOptions;
import org.otium.app.command.PluginContexts;
import org.otium.app.command.Workspaces;
import org.otium.app.experiment.StopSignal;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;

/** What is made of what. */
final class OtiumModule extends AbstractModule {
  private static final String PLUGINS_PROPERTY = "otium.plugins";
  private static final String HOME_PROPERTY = "otium.home";

  OtiumModule() {}

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    binder().disableCircularProxies();
    bind(GlobalOptions.class);
    bind(Workspaces.class);
    bind(org.otium.app.command.FlowRunner.class);
    for (Class<?> command : Commands.ALL) {
      bind(command);
    }
    for (Class<?> names : Candidates.OF_PLUGINS) {
      bind(names);
    }
  }

  @Provides
  @Singleton
  StopSignal stopSignal() {
    return new StopSignal();
  }

  /** Found when first asked for, because options name more folders. */
  @Provides
  @Singleton
  PluginRegistry plugins(GlobalOptions options) {
    return PluginRegistry.discover(folders(options));
  }

  private static List<Path> folders(GlobalOptions options) {
    List<Path> folders = new ArrayList<>();
    String named = System.getProperty(PLUGINS_PROPERTY);
    String home = System.getProperty(HOME_PROPERTY);
    if (named != null) {
      for (String folder : named.split(File.pathSeparator, -1)) {
        if (!folder.isBlank()) {
          folders.add(Path.of(folder));
        }
      }
    } else if (home != null) {
      folders.add(Path.of(home, "plugins"));
    }
    folders.addAll(options.pluginFolders());
    return folders;
  }

  @Provides
  PluginContexts contexts(PluginRegistry plugins) {
    return compute -> plugins.context(compute, DatasetLookup.none());
  }

  @Provides
  Compute compute(Workspaces workspaces) {
    return workspaces.compute();
  }
}
