package org.otium.data.idx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the files of a dataset are named: {@code mnist-train-images-idx3-ubyte.gz} and so on. */
final class IdxNames {
  private static final Pattern KIND =
      Pattern.compile(
          "idx(\\d)([-_.])(ubyte|byte|short|int|float|double)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENDING =
      Pattern.compile(
          "idx(\\d[-_.](ubyte|byte|short|int|float|double)|\\d?)(\\.gz)?$",
          Pattern.CASE_INSENSITIVE);
  private static final List<IdxElementType> LABEL_TYPES =
      List.of(IdxElementType.UBYTE, IdxElementType.INT, IdxElementType.SHORT, IdxElementType.BYTE);

  private IdxNames() {}

  static String name(Path path) {
    Path file = path.getFileName();
    return file == null ? "" : file.toString();
  }

  /** Whether a name ends like {@code idx3-ubyte.gz} or {@code .idx}. */
  static boolean isIdx(String name) {
    Matcher ending = ENDING.matcher(name);
    return ending.find()
        && ending.start() > 0
        && "-_.".indexOf(name.charAt(ending.start() - 1)) >= 0;
  }

  static boolean isImages(String name) {
    return name.toLowerCase(Locale.ROOT).contains("images");
  }

  static boolean isLabels(String name) {
    return !isImages(name) && name.toLowerCase(Locale.ROOT).contains("labels");
  }

  /** What the dataset is called: what comes before "images", or the name without its ending. */
  static String stem(Path path) {
    String name = withoutGz(name(path));
    int at = name.toLowerCase(Locale.ROOT).lastIndexOf("images");
    String stem = at >= 0 ? name.substring(0, at) : name.replaceFirst("\\.[^.]*$", "");
    stem = stem.replaceFirst("[-_.]+$", "");
    return stem.isEmpty() ? withoutGz(name) : stem;
  }

  /** The names that the labels of an images file may have, the likeliest first. */
  static List<String> labelNames(String images) {
    String base = replaceImages(withoutGz(images));
    Set<String> plain = new LinkedHashSet<>();
    Matcher kind = KIND.matcher(base);
    if (kind.find()) {
      for (IdxElementType type : LABEL_TYPES) {
        plain.add(kind.replaceFirst("idx1" + kind.group(2) + type.suffix()));
      }
    } else {
      plain.add(base);
    }
    boolean gz = isGz(images);
    List<String> names = new ArrayList<>();
    for (String name : plain) {
      names.add(gz ? name + ".gz" : name);
    }
    for (String name : plain) {
      names.add(gz ? name : name + ".gz");
    }
    return names;
  }

  /** The name that labels of a type are written under, beside an images file. */
  static String labelName(String images, IdxElementType type) {
    return KIND.matcher(replaceImages(images))
        .replaceFirst(m -> "idx1" + m.group(2) + type.suffix());
  }

  /** The name that an images file should have, given one that may name another kind. */
  static String imagesName(String images, int sizes, IdxElementType type) {
    return KIND.matcher(images).replaceFirst(m -> "idx" + sizes + m.group(2) + type.suffix());
  }

  private static String replaceImages(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int at = lower.lastIndexOf("images");
    if (at < 0) {
      return name;
    }
    String found = name.substring(at, at + "images".length());
    String labels =
        found.equals("IMAGES") ? "LABELS" : found.equals("Images") ? "Labels" : "labels";
    return name.substring(0, at) + labels + name.substring(at + found.length());
  }

  static boolean isGz(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static String withoutGz(String name) {
    return isGz(name) ? name.substring(0, name.length() - 3) : name;
  }
}
