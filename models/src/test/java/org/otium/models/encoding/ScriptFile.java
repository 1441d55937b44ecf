package org.otium.models.encoding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a module without numbers of its own as TorchScript: an archive of its code and state. */
public final class ScriptFile {
  private ScriptFile() {}

  /** Writes {@code forward(self, x: Tensor) -> Tensor} with the lines of its body. */
  public static Path write(Path file, String... body) {
    String code =
        """
        class Net(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def forward(self: __torch__.Net,
            x: Tensor) -> Tensor:
        """
            + "    "
            + String.join("\n    ", body)
            + "\n";
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, "net/data.pkl", state());
      entry(zip, "net/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      entry(zip, "net/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      entry(zip, "net/version", "3\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  /** Pickle, protocol 2: an object of the class, whose state is {'training': False}. */
  private static byte[] state() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x80, 2});
    out.write("c__torch__\nNet\n".getBytes(StandardCharsets.UTF_8));
    out.write(new byte[] {'q', 0, ')', (byte) 0x81, '}', '('});
    out.write(new byte[] {'X', 8, 0, 0, 0});
    out.write("training".getBytes(StandardCharsets.UTF_8));
    out.write(new byte[] {'q', 1, (byte) 0x89, 'u', 'b', 'q', 2, '.'});
    return out.toByteArray();
  }
}
