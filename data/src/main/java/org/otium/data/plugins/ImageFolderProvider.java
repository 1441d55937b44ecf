package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetFormat;
import org.otium.data.images.ImageFolderFormat;
import org.otium.data.images.ImageFolderSettings;
import org.otium.spi.DatasetFormatProvider;

/** Provides {@link ImageFolderFormat}. */
public final class ImageFolderProvider implements DatasetFormatProvider<ImageFolderSettings> {
  @Override
  public String name() {
    return "image-folder";
  }

  @Override
  public String summary() {
    return "Folders of PNG, JPEG, GIF or BMP pictures, one folder a class.";
  }

  @Override
  public Class<ImageFolderSettings> settings() {
    return ImageFolderSettings.class;
  }

  @Override
  public DatasetFormat create(ImageFolderSettings settings, Compute compute) {
    return new ImageFolderFormat(settings);
  }
}
