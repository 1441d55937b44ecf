package org.otium.models.torch;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.otium.api.InvalidInputException;

/**
 * Networks from TorchScript files that stay loaded between calls: a flow asks for derivatives in
 * every step, and large files take longer to read than to use. The last few that were used stay; a
 * network is closed when others took its place or its file changed, and nobody uses it any more.
 */
public final class LoadedScripts {
  /** An encoder and a decoder, and those of another pair. */
  static final int MOST = 4;

  private static final Map<Key, Loaded> LOADED = new LinkedHashMap<>(MOST, 0.75f, true);

  private LoadedScripts() {}

  private record Key(Path file, FileTime changed, long size, String device) {}

  /** A network in a scope of its own; its users are counted under the lock of the class. */
  private static final class Loaded {
    private final NDManager scope;
    private final TorchScript network;
    private int users;
    private boolean isLeft;

    Loaded(NDManager scope, TorchScript network) {
      this.scope = scope;
      this.network = network;
    }

    void closeIfLeft() {
      if (isLeft && users == 0) {
        network.close();
        scope.close();
      }
    }
  }

  /**
   * Uses a network, which is read from its file if it is not loaded.
   *
   * @param file a TorchScript file
   * @param torch where it computes
   * @param use what is done with it, maybe on several threads at once
   * @param <T> what that gives
   * @return its result
   * @throws InvalidInputException if there is no such file, or it holds something else
   */
  public static <T> T use(Path file, Torch torch, Function<TorchScript, T> use) {
    Loaded loaded = take(file, torch);
    try {
      return use.apply(loaded.network);
    } finally {
      giveBack(loaded);
    }
  }

  private static synchronized Loaded take(Path file, Torch torch) {
    Key key = key(file, torch);
    Loaded known = LOADED.get(key);
    if (known == null) {
      known = read(file, torch);
      LOADED.keySet().stream()
          .filter(other -> other.file().equals(key.file()) && other.device().equals(key.device()))
          .toList()
          .forEach(LoadedScripts::leave);
      LOADED.put(key, known);
    }
    known.users++;
    Iterator<Key> oldest = new ArrayList<>(LOADED.keySet()).iterator();
    while (LOADED.size() > MOST) {
      leave(oldest.next());
    }
    return known;
  }

  private static Loaded read(Path file, Torch torch) {
    NDManager scope = torch.scope();
    try {
      TorchScript network = TorchScript.open(file, scope);
      network.fix(scope);
      return new Loaded(scope, network);
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  private static void leave(Key key) {
    Loaded left = LOADED.remove(key);
    if (left != null) {
      left.isLeft = true;
      left.closeIfLeft();
    }
  }

  private static synchronized void giveBack(Loaded loaded) {
    loaded.users--;
    loaded.closeIfLeft();
  }

  private static Key key(Path file, Torch torch) {
    try {
      Path path = file.toRealPath();
      return new Key(path, Files.getLastModifiedTime(path), Files.size(path), torch.device());
    } catch (IOException e) {
      throw new InvalidInputException(
          "there is no file " + file, "Name a TorchScript file, as torch.jit.save writes it.");
    }
  }

  /** The files whose networks are loaded, the one that was used last at the end. */
  static synchronized List<Path> files() {
    return LOADED.keySet().stream().map(Key::file).toList();
  }
}
