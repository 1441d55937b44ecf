package org.otium.data.npz;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.otium.api.InvalidInputException;
import org.otium.data.io.NewFile;
import org.otium.data.io.SourceFile;

/** One array in an npy file of numpy, versions 1 to 3. */
public final class NpyFile {
  private NpyFile() {}

  /**
   * Reads an array.
   *
   * @param path an npy file
   * @return the array, in C order
   * @throws InvalidInputException if the file is missing, damaged, or holds pickled objects
   * @throws IOException if it cannot be read
   */
  public static NpyArray read(Path path) throws IOException {
    SourceFile file = SourceFile.of(path);
    try (InputStream in = file.open()) {
      long length = file.gzip() ? -1 : file.length();
      return NpyContent.read(in, length, file.length(), path.toString());
    } catch (EOFException e) {
      throw file.damaged(e);
    }
  }

  /**
   * Writes an array; nothing is overwritten.
   *
   * @param path a new file
   * @param array the array
   * @throws InvalidInputException if the file exists, or its folder does not
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, NpyArray array) throws IOException {
    try (NewFile file = new NewFile(path)) {
      try (OutputStream out = file.open(0)) {
        NpyContent.write(out, array);
      }
      file.commit();
    }
  }
}
