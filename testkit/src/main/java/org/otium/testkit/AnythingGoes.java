package org.otium.testkit;

import java.util.List;
import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.LabeledDataset;
import org.otium.settings.SettingsContext;
import org.otium.spi.Kind;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract.NoSettings;

/**
 * Every plugin and every dataset exists, as the modules that hold them are not seen by a plugin.
 */
final class AnythingGoes implements SettingsContext {
  private final List<Provider<?, ?>> known;

  /**
   * Surroundings for settings.
   *
   * @param known the plugins whose settings are known too
   */
  AnythingGoes(List<Provider<?, ?>> known) {
    this.known = known;
  }

  @Override
  public List<String> names(Kind kind) {
    return List.of();
  }

  @Override
  public Optional<Provider<?, ?>> find(Kind kind, String name) {
    Optional<Provider<?, ?>> seen =
        known.stream()
            .filter(provider -> kind.provider().isInstance(provider))
            .filter(provider -> provider.name().equals(name))
            .findFirst();
    return seen.isPresent() ? seen : Optional.of(new Unseen(name));
  }

  @Override
  public Object create(Kind kind, Provider<?, ?> provider, Record settings) {
    throw new IllegalStateException("for checking alone");
  }

  @Override
  public void checkDataset(Object reference) {
    // Every reference is good.
  }

  @Override
  public LabeledDataset dataset(Object reference) {
    throw new IllegalStateException("for checking alone");
  }

  /** A plugin of another module. */
  private record Unseen(String name) implements Provider<Object, NoSettings> {
    @Override
    public String summary() {
      return "A plugin of another module.";
    }

    @Override
    public Class<NoSettings> settings() {
      return NoSettings.class;
    }

    @Override
    public Object create(NoSettings settings, Compute compute) {
      throw new IllegalStateException("for checking alone");
    }
  }
}
