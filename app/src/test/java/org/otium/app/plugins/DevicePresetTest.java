package org.otium.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.api.LabeledDataset;
import org.otium.settings.Parameter;
import org.otium.settings.SettingsContext;
import org.otium.settings.ValueType;
import org.otium.spi.ClassifierProvider;
import org.otium.spi.Kind;

class DevicePresetTest {
  private record NoSettings() {}

  private static final class Network implements ClassifierProvider<NoSettings> {
    @Override
    public String name() {
      return "network";
    }

    @Override
    public String summary() {
      return "A plugin for tests.";
    }

    @Override
    public Class<NoSettings> settings() {
      return NoSettings.class;
    }

    @Override
    public Classifier create(NoSettings settings, Compute compute) {
      throw new UnsupportedOperationException();
    }
  }

  private static Optional<String> preset(SettingsContext plugins, String key, ValueType type) {
    Parameter parameter = new Parameter(key, type, "For tests.", Optional.of("auto"), -1, 1, false);
    return plugins.preset(Kind.CLASSIFIER, new Network(), parameter);
  }

  private static final ValueType DEVICES =
      new ValueType.Choice(Object.class, List.of("auto", "cpu", "gpu"));

  @Test
  void everySettingOfThatNameThatOffersTheChoiceGetsIt() {
    DevicePreset plugins = new DevicePreset(SettingsContext.empty(), "gpu");
    assertFalse(plugins.isUsed());
    assertEquals(Optional.of("gpu"), preset(plugins, "device", DEVICES));
    assertTrue(plugins.isUsed());
  }

  @Test
  void surroundingsOfAnExperimentPassItOn() {
    SettingsContext plugins = new DevicePreset(SettingsContext.empty(), "cpu");
    ForwardingContext inside =
        new ForwardingContext() {
          @Override
          public SettingsContext plugins() {
            return plugins;
          }

          @Override
          public void checkDataset(Object reference) {
            throw new UnsupportedOperationException();
          }

          @Override
          public LabeledDataset dataset(Object reference) {
            throw new UnsupportedOperationException();
          }
        };
    assertEquals(Optional.of("cpu"), preset(inside, "device", DEVICES));
  }

  @Test
  void otherSettingsAreLeftAlone() {
    DevicePreset plugins = new DevicePreset(SettingsContext.empty(), "gpu");
    assertEquals(Optional.empty(), preset(plugins, "device", new ValueType.Text()));
    assertEquals(
        Optional.empty(),
        preset(plugins, "device", new ValueType.Choice(Object.class, List.of("front", "back"))));
    assertEquals(Optional.empty(), preset(plugins, "mode", DEVICES));
    assertFalse(plugins.isUsed());
  }
}
