package org.otium.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/** The spelling of names that users write. */
final class KebabCase {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern HUMP =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private KebabCase() {}

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** {@code labelWeight} → {@code label-weight}. */
  static String ofIdentifier(String identifier) {
    return HUMP.matcher(identifier).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /** {@code MAX_COST} → {@code max-cost}. */
  static String ofConstant(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
