package org.otium.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;

/** Calls the canonical constructor of a settings record. */
final class RecordFactory {
  private RecordFactory() {}

  static Record construct(Class<? extends Record> type, List<Object> values) {
    Class<?>[] components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(components);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof InvalidInputException refused) {
        throw refused;
      }
      if (cause instanceof IllegalArgumentException refused) {
        throw new InvalidInputException(String.valueOf(refused.getMessage()), "", refused);
      }
      throw new OtiumException(
          "settings record " + type.getName() + " failed: " + cause,
          "This is for the author of the plugin to correct.",
          e);
    } catch (ReflectiveOperationException e) {
      throw new OtiumException(
          "settings record " + type.getName() + " cannot be made: " + e,
          "This is for the author of the plugin to correct.",
          e);
    }
  }
}
