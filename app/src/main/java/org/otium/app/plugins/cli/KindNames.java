package org.otium.app.plugins.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.otium.settings.NearestName;
import org.otium.spi.Kind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a kind, and completes it. */
final class KindNames implements ITypeConverter<Kind>, Iterable<String> {
  private static final List<String> NAMES = Arrays.stream(Kind.values()).map(Kind::id).toList();

  @Override
  public Kind convert(String text) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.id().equals(text))
        .findFirst()
        .orElseThrow(
            () -> {
              String nearest =
                  NearestName.of(text, NAMES).map(n -> "did you mean '" + n + "'? ").orElse("");
              return new TypeConversionException(
                  "there is no kind '"
                      + text
                      + "'; "
                      + nearest
                      + "there are: "
                      + String.join(", ", NAMES));
            });
  }

  @Override
  public Iterator<String> iterator() {
    return NAMES.iterator();
  }
}
