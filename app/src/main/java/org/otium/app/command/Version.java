package org.otium.app.command;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import org.otium.spi.ApiVersion;
import picocli.CommandLine.IVersionProvider;

/** The version of Otium. */
public final class Version implements IVersionProvider {
  /** Called by the command line. */
  public Version() {}

  /**
   * The version of the application's module.
   *
   * @return a version, or {@code development}
   */
  public static String current() {
    return Optional.ofNullable(Version.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "otium " + current(), "plugin interface " + ApiVersion.CURRENT, "Java " + Runtime.version()
    };
  }
}
