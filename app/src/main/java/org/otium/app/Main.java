package org.otium.app;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /**
   * Prints the version.
   *
   * @param args ignored
   */
  public static void main(String[] args) {
    String version =
        Optional.ofNullable(Main.class.getModule().getDescriptor())
            .flatMap(ModuleDescriptor::rawVersion)
            .orElse("(development)");
    System.out.println("otium " + version);
  }
}
