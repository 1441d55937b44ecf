package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetSource;
import org.otium.data.glyphs.GlyphSettings;
import org.otium.data.glyphs.GlyphSource;
import org.otium.spi.DatasetSourceProvider;

/** Provides {@link GlyphSource}. */
public final class GlyphsProvider implements DatasetSourceProvider<GlyphSettings> {
  @Override
  public String name() {
    return "glyphs";
  }

  @Override
  public String summary() {
    return "Ten classes of drawn images: digits in three looks, or garments; needs no download.";
  }

  @Override
  public Class<GlyphSettings> settings() {
    return GlyphSettings.class;
  }

  @Override
  public DatasetSource create(GlyphSettings settings, Compute compute) {
    return new GlyphSource(settings);
  }
}
