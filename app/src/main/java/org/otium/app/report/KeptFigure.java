package org.otium.app.report;

import java.util.Map;

/**
 * A figure that another report has drawn already, from what it left: the data of its script and a
 * picture.
 *
 * @param title what it shows
 * @param data what {@link Figure#data} gave, read back
 * @param png the still picture
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KeptFigure(String title, Map<String, Object> data, byte[] png) implements Figure {
  private static final String SPATIAL = "scatter3d";

  @Override
  public boolean isSpatial() {
    return SPATIAL.equals(data.get("kind"));
  }

  @Override
  public void still(Markup markup) {
    markup.leaf("img", "src", Page.dataUri(png), "alt", title, "width", "100%");
  }
}
