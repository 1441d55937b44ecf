package org.otium.app.runs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that was read, and what was in it.
 *
 * @param path where it lay
 * @param bytes its size
 * @param sha256 the hash of its content, in hexadecimal
 */
public record InputFile(String path, long bytes, String sha256) {
  /** Above this many files a folder is recorded as one entry. */
  private static final int MOST_ENTRIES = 20;

  /**
   * The files at a path.
   *
   * @param path a file or a folder
   * @return one entry a file, in the order of their paths; one in all for a folder of many files,
   *     whose hash is over the paths and hashes of all
   * @throws IOException if one cannot be read
   */
  public static List<InputFile> at(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(of(path));
    }
    List<InputFile> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path file :
          tree.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        files.add(of(file));
      }
    }
    if (files.size() <= MOST_ENTRIES) {
      return files;
    }
    MessageDigest digest = digest();
    long total = 0;
    for (InputFile file : files) {
      Path relative = path.relativize(Path.of(file.path()));
      String line = relative.toString().replace('\\', '/') + " " + file.sha256() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      total += file.bytes();
    }
    String name = path + " (" + files.size() + " files)";
    return List.of(new InputFile(name, total, HexFormat.of().formatHex(digest.digest())));
  }

  private static InputFile of(Path file) throws IOException {
    MessageDigest digest = digest();
    long size;
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      size = in.transferTo(OutputStream.nullOutputStream());
    }
    return new InputFile(file.toString(), size, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
