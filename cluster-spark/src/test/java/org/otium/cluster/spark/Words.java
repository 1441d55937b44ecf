package org.otium.cluster.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.otium.api.InvalidInputException;
import org.otium.spi.ClusterWork;

/** Writes words beside each other, which shows in what order they were merged. */
public final class Words implements ClusterWork {
  private static final Set<String> TRIED = ConcurrentHashMap.newKeySet();

  public Words() {}

  @Override
  public String name() {
    return "words";
  }

  @Override
  public Pieces open(String settings, int threads) {
    return new Pieces() {
      @Override
      public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
        if (key.equals("wrong")) {
          throw new InvalidInputException("a wrong word", "Leave it out.");
        }
        // Each fails once.
        if (TRIED.add(key)) {
          throw new IOException("not at the first attempt");
        }
        return ("(" + key + settings + ")").getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public byte[] merge(byte[] first, byte[] second) {
        String both =
            "<"
                + new String(first, StandardCharsets.UTF_8)
                + new String(second, StandardCharsets.UTF_8)
                + ">";
        return both.getBytes(StandardCharsets.UTF_8);
      }
    };
  }
}
