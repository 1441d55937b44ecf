package org.otium.app.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.OtiumException;
import org.otium.settings.SettingsSchema;
import org.otium.spi.Availability;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/** What is known of one plugin, usable or not. */
public final class PluginEntry {
  private final Claim claim;
  private final @Nullable Provider<?, ?> provider;
  private final String refusal;
  private volatile @Nullable PluginState state;

  private PluginEntry(Claim claim, @Nullable Provider<?, ?> provider, String refusal) {
    this.claim = claim;
    this.provider = provider;
    this.refusal = refusal;
  }

  /** A plugin that may be used where it is available. */
  static PluginEntry sound(Claim claim, Provider<?, ?> provider) {
    return new PluginEntry(claim, provider, "");
  }

  /** A plugin that may not be used. */
  static PluginEntry refused(Claim claim, String reason) {
    return new PluginEntry(claim, null, reason);
  }

  /** The same plugin, refused after all. */
  PluginEntry refusedFor(String reason) {
    return refused(claim, reason);
  }

  /**
   * What a plugin says it is, before it is known to be true.
   *
   * @param kind its kind; empty where a whole folder or jar could not be opened
   * @param name its name; its class, folder or jar where the name could not be asked
   * @param summary what it does; empty where that could not be asked
   * @param home where it comes from
   */
  record Claim(Optional<Kind> kind, String name, String summary, Home home) {}

  /**
   * Where a plugin comes from.
   *
   * @param module its module; empty where a whole folder or jar could not be opened
   * @param version the version of the module; empty if it has none
   * @param location its jar or folder
   * @param isBuiltIn whether it comes with Otium
   */
  record Home(String module, String version, Path location, boolean isBuiltIn) {}

  /**
   * The kind of plugin.
   *
   * @return its kind; empty where a whole folder or jar could not be opened
   */
  public Optional<Kind> kind() {
    return claim.kind();
  }

  /**
   * What users call it.
   *
   * @return its name; its class, folder or jar where the name could not be asked
   */
  public String name() {
    return claim.name();
  }

  /**
   * What it does.
   *
   * @return one line; empty where that could not be asked
   */
  public String summary() {
    return claim.summary();
  }

  /**
   * The version of its module, or else of its jar's manifest.
   *
   * @return a version; empty if it has none
   */
  public String version() {
    return claim.home().version();
  }

  /**
   * The module it is in.
   *
   * @return a module name; empty where a whole folder or jar could not be opened
   */
  public String module() {
    return claim.home().module();
  }

  /**
   * Where it comes from.
   *
   * @return its jar, or a folder
   */
  public Path location() {
    return claim.home().location();
  }

  /**
   * Whether it comes with Otium.
   *
   * @return false for plugins of plugin folders
   */
  public boolean isBuiltIn() {
    return claim.home().isBuiltIn();
  }

  /**
   * Whether it can be used. A sound plugin is asked when this is first called.
   *
   * @return the state, always the same
   */
  public PluginState state() {
    PluginState known = state;
    if (known == null) {
      known = findState();
      state = known;
    }
    return known;
  }

  private PluginState findState() {
    if (provider == null) {
      return new PluginState.Quarantined(refusal);
    }
    try {
      Availability availability =
          isBuiltIn()
              ? PluginCalls.inContextOf(provider, provider::available)
              : PluginCalls.inTime(provider.getClass().getClassLoader(), provider::available);
      return availability.isAvailable()
          ? new PluginState.Ready()
          : new PluginState.Unavailable(availability.reason());
    } catch (RuntimeException | LinkageError e) {
      return new PluginState.Unavailable(
          "asking whether it can work here failed: " + PluginCalls.words(e));
    }
  }

  /**
   * The provider.
   *
   * @return the provider; empty for a quarantined plugin
   */
  public Optional<Provider<?, ?>> provider() {
    return Optional.ofNullable(provider);
  }

  /**
   * The settings of the plugin.
   *
   * @return its parameters; empty for a quarantined plugin
   */
  public Optional<SettingsSchema> settings() {
    return provider().map(p -> SettingsSchema.of(p.settings()));
  }

  /**
   * The SHA-256 of its jar, read anew each time.
   *
   * @return 64 hexadecimal digits; empty if it does not come from a jar
   * @throws OtiumException if the jar cannot be read
   */
  public Optional<String> sha256() {
    Path jar = location();
    if (!Files.isRegularFile(jar)) {
      return Optional.empty();
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return Optional.of(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new OtiumException("cannot read " + jar, "Check that the file is readable.", e);
    }
  }

  @Override
  public String toString() {
    return claim.kind().map(k -> k.id() + " ").orElse("") + "'" + name() + "' of " + location();
  }
}
