package org.otium.cluster.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.otium.api.InvalidInputException;
import org.otium.spi.ClusterWork;

/** Writes words beside each other, which shows in what order they came. */
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

      // Each word goes to both receivers, to the second in two records.
      @Override
      public Sending send(String key, BooleanSupplier stopped) throws IOException {
        String word = new String(piece(key, stopped), StandardCharsets.UTF_8);
        int middle = word.length() / 2;
        return new Sent(List.of(word, word.substring(0, middle), word.substring(middle)));
      }

      @Override
      public byte[] receive(String key, Iterator<byte[]> records, BooleanSupplier stopped)
          throws IOException {
        StringBuilder all = new StringBuilder();
        while (records.hasNext()) {
          all.append(new String(records.next(), StandardCharsets.UTF_8)).append('|');
        }
        // After all was taken, so that it has to be taken again.
        if (TRIED.add("receiver " + key)) {
          throw new IOException("not at the first attempt");
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
      }
    };
  }

  private static final class Sent implements ClusterWork.Pieces.Sending {
    private final List<String> parts;
    private int at = -1;

    Sent(List<String> parts) {
      this.parts = parts;
    }

    @Override
    public boolean next() {
      return ++at < parts.size();
    }

    @Override
    public int receiver() {
      return at == 0 ? 0 : 1;
    }

    @Override
    public byte[] record() {
      return parts.get(at).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {}
  }
}
