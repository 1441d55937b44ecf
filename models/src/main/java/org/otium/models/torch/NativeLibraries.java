package org.otium.models.torch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.otium.api.OtiumException;

/**
 * The native libraries of PyTorch as they are unpacked on this machine. They are held against the
 * jars before they are loaded, because a process does not survive a library that was cut; what is
 * missing or differs is unpacked again. What was found to be right is noted beside their folder
 * with sizes and times, so that they are read as a whole only once.
 */
final class NativeLibraries {
  private static final System.Logger LOG = System.getLogger("org.otium.models");
  private static final String LIST = "native/lib/pytorch.properties";

  /** The first four bytes of a library for Linux. */
  private static final int ELF = 0x464C457F;

  /** Beside what is copied a file system needs some room. */
  private static final long ROOM = 16 << 20;

  private final Path folder;
  private final List<Library> libraries;

  private NativeLibraries(Path folder, List<Library> libraries) {
    this.folder = folder;
    this.libraries = libraries;
  }

  /** A library in a jar, and where it belongs. */
  private record Library(URL packed, String jar, long size, long crc, Path file) {
    String told() throws IOException {
      return file.getFileName()
          + " "
          + size
          + " "
          + crc
          + " "
          + Files.getLastModifiedTime(file).toMillis();
    }

    boolean hasItsSize() throws IOException {
      return Files.isRegularFile(file) && Files.size(file) == size;
    }
  }

  /**
   * The libraries that jars have.
   *
   * @param loader finds the jars
   * @param platform a platform as DJL names it
   * @param cache where DJL unpacks libraries
   * @return those of this platform; none where they are in no jar or in several, of which DJL
   *     chooses
   * @throws IOException if the jars cannot be read
   */
  static NativeLibraries of(ClassLoader loader, String platform, Path cache) throws IOException {
    List<NativeLibraries> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (URL list : loader.resources(LIST).toList()) {
      Properties about = properties(list);
      if (seen.add(list.toExternalForm()) && platform.equals(about.getProperty("classifier"))) {
        found.add(of(loader, about, cache));
      }
    }
    return found.size() == 1 ? found.getFirst() : new NativeLibraries(cache, List.of());
  }

  private static Properties properties(@Nullable URL address) throws IOException {
    Properties properties = new Properties();
    if (address != null) {
      try (InputStream in = address.openStream()) {
        properties.load(in);
      }
    }
    return properties;
  }

  private static NativeLibraries of(ClassLoader loader, Properties about, Path cache)
      throws IOException {
    String platform = about.getProperty("classifier", "");
    String flavor = about.getProperty("flavor", "");
    String version = about.getProperty("version", "");
    Path folder = cache.resolve(version + "-" + flavor + "-" + platform);
    List<@Nullable Library> libraries = new ArrayList<>();
    for (String name : about.getProperty("libraries", "").split(",", -1)) {
      URL packed = loader.getResource("pytorch/" + flavor + "/" + platform + "/" + name);
      libraries.add(library(packed, folder.resolve(name)));
    }
    // What stands between DJL and PyTorch has the version of DJL in its name.
    String versions =
        properties(loader.getResource("jnilib/pytorch.properties")).getProperty("jni_version", "");
    String between = System.mapLibraryName("djl_torch");
    URL packed = loader.getResource("jnilib/" + platform + "/" + flavor + "/" + between);
    String name = versions.substring(versions.indexOf('-') + 1) + "-" + between;
    libraries.add(library(packed, folder.resolve(name)));
    return libraries.contains(null)
        ? new NativeLibraries(folder, List.of()) // packed in a way that only DJL knows
        : new NativeLibraries(
            folder, libraries.stream().flatMap(java.util.stream.Stream::ofNullable).toList());
  }

  private static @Nullable Library library(@Nullable URL packed, Path file) throws IOException {
    if (packed == null || !(packed.openConnection() instanceof JarURLConnection jar)) {
      return null;
    }
    JarEntry entry = jar.getJarEntry();
    return entry == null || entry.getSize() < 0 || entry.getCrc() < 0
        ? null
        : new Library(packed, jar.getJarFile().getName(), entry.getSize(), entry.getCrc(), file);
  }

  /**
   * Unpacks what is missing or is not what the jar has.
   *
   * @throws OtiumException if that cannot be written, or the jar itself is damaged
   */
  void mend() {
    try {
      List<Library> broken = broken();
      if (broken.isEmpty()) {
        return;
      }
      long size = broken.stream().mapToLong(Library::size).sum();
      boolean isMissing = broken.stream().noneMatch(library -> Files.exists(library.file()));
      boolean isNew = isMissing && broken.size() == libraries.size();
      Files.createDirectories(folder);
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < size + ROOM) {
        throw notWritten((size >> 20) + " MB are needed, and " + (free >> 20) + " MB are free");
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "Unpacking "
              + (isNew ? "" : isMissing ? "missing libraries of " : "damaged libraries of ")
              + "PyTorch "
              + (isMissing ? "into " : "anew into ")
              + folder
              + " ("
              + Math.max(1, size >> 20)
              + (size >> 20 > 50 ? " MB, once; some ten seconds)." : " MB)."));
      for (Library library : broken) {
        unpack(library);
      }
      note();
    } catch (IOException e) {
      throw notWritten(reason(e));
    }
  }

  private OtiumException notWritten(String why) {
    return new OtiumException(
        "PyTorch cannot be unpacked into " + folder + ": " + why,
        "Name another folder with OTIUM_JAVA_OPTS=-DDJL_CACHE_DIR=FOLDER. Networks need PyTorch, nothing else does.");
  }

  private static OtiumException damaged(Library library) {
    return new OtiumException(
        "PyTorch cannot be used here: '" + library.jar() + "' is damaged",
        "Unpack the distribution again. Networks need PyTorch, nothing else does.");
  }

  /**
   * Refuses a folder with a library that was cut, where no jar tells what it should be.
   *
   * @param folder a PyTorch of the user's own
   * @throws OtiumException if a library ends before its own header says
   * @throws IOException if the folder cannot be read
   */
  static void requireWhole(Path folder) throws IOException {
    List<Path> files;
    try (var all = Files.list(folder)) {
      files = all.filter(file -> String.valueOf(file.getFileName()).contains(".so")).toList();
    }
    for (Path file : files) {
      if (Files.isRegularFile(file) && isCut(file)) {
        throw new OtiumException(
            "PyTorch cannot be used here: '" + file + "' was cut",
            "Install it again, or leave out PYTORCH_LIBRARY_PATH. Networks need PyTorch, nothing else does.");
      }
    }
  }

  /**
   * Whether a library for Linux ends before its own header says: the table of sections, which
   * linkers write last, would lie beyond its end. Nothing is known of files of another kind, unless
   * they are too short for any.
   */
  private static boolean isCut(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      ByteBuffer header = ByteBuffer.wrap(in.readNBytes(64)).order(ByteOrder.LITTLE_ENDIAN);
      if (header.capacity() < 4 || header.getInt(0) != ELF) {
        return header.capacity() < 4; // anything longer may be a script for a linker
      }
      return header.capacity() < 64
          || header.getLong(40) + (long) header.getShort(58) * header.getShort(60)
              > Files.size(file);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException _ -> "it may not be written";
      case java.nio.file.FileAlreadyExistsException f -> "'" + f.getFile() + "' is no folder";
      case java.nio.file.NoSuchFileException f -> "'" + f.getFile() + "' cannot be made there";
      case java.nio.file.FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }

  /** Those that are missing, have another size, or have not been found right and are not. */
  private List<Library> broken() throws IOException {
    Set<String> known = known();
    List<Library> broken = new ArrayList<>();
    boolean isNews = false;
    for (Library library : libraries) {
      if (!library.hasItsSize()) {
        broken.add(library);
      } else if (!known.contains(library.told())) {
        isNews = true;
        if (crc(library.file()) != library.crc()) {
          broken.add(library);
        }
      }
    }
    if (isNews && broken.isEmpty()) {
      note();
    }
    return broken;
  }

  private static long crc(Path file) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
      }
    }
    return crc.getValue();
  }

  /** Into a file beside it first, so that no other process ever sees a part of it. */
  private void unpack(Library library) throws IOException {
    Path part = Files.createTempFile(folder.toAbsolutePath().getParent(), "unpacking", ".tmp");
    try {
      CRC32 crc = new CRC32();
      try (InputStream in = new CheckedInputStream(library.packed().openStream(), crc)) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      } catch (ZipException | EOFException e) {
        throw damaged(library);
      }
      if (crc.getValue() != library.crc() || Files.size(part) != library.size()) {
        throw damaged(library);
      }
      try {
        Files.move(part, library.file(), StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, library.file(), StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Beside the folder, whose files are all loaded. */
  private Path notes() {
    return folder.resolveSibling(folder.getFileName() + ".checked");
  }

  private Set<String> known() throws IOException {
    return Files.isRegularFile(notes())
        ? Set.copyOf(Files.readAllLines(notes(), StandardCharsets.UTF_8))
        : Set.of();
  }

  private void note() {
    try {
      List<String> lines = new ArrayList<>();
      for (Library library : libraries) {
        lines.add(library.told());
      }
      Path part = Files.createTempFile(folder.toAbsolutePath().getParent(), "checked", ".tmp");
      Files.write(part, lines, StandardCharsets.UTF_8);
      Files.move(part, notes(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // In a folder that may not be written they are read as a whole each time.
      LOG.log(System.Logger.Level.DEBUG, "what was checked is not noted", e);
    }
  }
}
