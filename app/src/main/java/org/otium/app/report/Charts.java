package org.otium.app.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** What every page carries: its style sheet, its script, and the plotting library of figures. */
final class Charts {
  private static final String PLANE = "echarts";
  private static final String SPACE = "echarts-gl";

  private Charts() {}

  static String style() {
    return text(resource("report.css"));
  }

  /** The script of all pages, which draws figures with the library. */
  static String script() {
    return text(resource("report.js"));
  }

  /**
   * What the browser may do with a page. Scripts run by their checksum alone, so that nothing that
   * comes from a dataset can ever run; nothing is loaded from anywhere.
   *
   * @param hasFigures whether the plotting library is on the page
   * @param isSpatial whether its part for drawings of space is
   */
  static String policy(boolean hasFigures, boolean isSpatial) {
    StringBuilder scripts =
        new StringBuilder(checksum(Markup.framed(script()).getBytes(StandardCharsets.UTF_8)));
    if (hasFigures) {
      scripts.append(' ').append(checksum(unpacked(PLANE)));
    }
    if (isSpatial) {
      // The library for space makes functions from expressions of its own shaders.
      scripts.append(' ').append(checksum(unpacked(SPACE))).append(" 'unsafe-eval'");
    }
    return "default-src 'none'; script-src "
        + scripts
        + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
  }

  static void libraries(Markup page, boolean isSpatial) {
    page.library(PLANE, Base64.getEncoder().encodeToString(packed(PLANE)));
    if (isSpatial) {
      page.library(SPACE, Base64.getEncoder().encodeToString(packed(SPACE)));
    }
  }

  static String credits(boolean isSpatial) {
    return "Charts: Apache ECharts (Apache-2.0)"
        + (isSpatial ? " and ECharts GL (BSD-3-Clause)." : ".");
  }

  private static String checksum(byte[] program) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(program);
      return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] packed(String library) {
    return resource(library + ".min.js.gz");
  }

  private static byte[] unpacked(String library) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed(library)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) {
    try (InputStream in = Charts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the application");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
