package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetTransform;
import org.otium.data.transforms.GroupClasses;
import org.otium.data.transforms.GroupClassesSettings;
import org.otium.spi.DatasetTransformProvider;

/** Provides {@link GroupClasses}. */
public final class GroupClassesProvider implements DatasetTransformProvider<GroupClassesSettings> {
  @Override
  public String name() {
    return "group-classes";
  }

  @Override
  public String summary() {
    return "Joins classes to new ones, such as breeds to cats and dogs; leaves out the others.";
  }

  @Override
  public Class<GroupClassesSettings> settings() {
    return GroupClassesSettings.class;
  }

  @Override
  public DatasetTransform create(GroupClassesSettings settings, Compute compute) {
    return new GroupClasses(settings);
  }
}
