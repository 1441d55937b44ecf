package org.otium.spi;

/** The version of the plugin interface, semantic and separate from the product's. */
public final class ApiVersion {
  /** The version of this module's interfaces. Before 1.0 a minor version may break plugins. */
  public static final String CURRENT = "0.1.0";

  private ApiVersion() {}
}
