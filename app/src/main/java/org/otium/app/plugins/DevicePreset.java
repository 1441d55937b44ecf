package org.otium.app.plugins;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.otium.api.LabeledDataset;
import org.otium.settings.Parameter;
import org.otium.settings.SettingsContext;
import org.otium.settings.ValueType;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/**
 * The plugins of others, of which all that can choose where to compute do so as the user says once:
 * a setting {@code device} that offers that choice, and of which the user says nothing else.
 */
public final class DevicePreset implements ForwardingContext {
  /** What plugins call the setting. */
  public static final String SETTING = "device";

  private final SettingsContext plugins;
  private final String device;
  private final AtomicBoolean used = new AtomicBoolean();

  /**
   * Plugins with one device for all.
   *
   * @param plugins where they come from
   * @param device what the user said, such as {@code gpu}
   */
  public DevicePreset(SettingsContext plugins, String device) {
    this.plugins = plugins;
    this.device = device;
  }

  /**
   * Whether any setting was left to the choice.
   *
   * @return true if so
   */
  public boolean isUsed() {
    return used.get();
  }

  @Override
  public SettingsContext plugins() {
    return plugins;
  }

  @Override
  public Optional<String> preset(Kind kind, Provider<?, ?> provider, Parameter parameter) {
    boolean isChoice =
        parameter.key().equals(SETTING)
            && parameter.type() instanceof ValueType.Choice choice
            && choice.names().contains(device);
    if (!isChoice) {
      return plugins.preset(kind, provider, parameter);
    }
    used.set(true);
    return Optional.of(device);
  }

  @Override
  public void checkDataset(Object reference) {
    plugins.checkDataset(reference);
  }

  @Override
  public LabeledDataset dataset(Object reference) {
    return plugins.dataset(reference);
  }

  @Override
  public Object recorded(Object reference) {
    return plugins.recorded(reference);
  }
}
