package org.otium.models.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.OtiumException;

/** With small files in place of libraries. */
class NativeLibrariesTest {
  private static final String PLATFORM = "linux-x86_64";
  private static final String BETWEEN = System.mapLibraryName("djl_torch");
  private static final byte[] LARGE = new byte[100_000];
  private static final byte[] SMALL = "small".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private URLClassLoader loader;

  @BeforeEach
  void pack() throws IOException {
    Arrays.fill(LARGE, (byte) 7);
    Path jar = folder.resolve("natives.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      put(
          out,
          "native/lib/pytorch.properties",
          """
          version=2.7-today
          flavor=cpu
          classifier=linux-x86_64
          libraries=large.so,small.so
          """
              .getBytes(StandardCharsets.UTF_8));
      put(out, "pytorch/cpu/linux-x86_64/large.so", LARGE);
      put(out, "pytorch/cpu/linux-x86_64/small.so", SMALL);
      put(
          out,
          "jnilib/pytorch.properties",
          "jni_version=2.7-0.35.1".getBytes(StandardCharsets.UTF_8));
      put(out, "jnilib/linux-x86_64/cpu/" + BETWEEN, SMALL);
    }
    loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  private void mend() throws IOException {
    NativeLibraries.of(loader, PLATFORM, folder.resolve("cache")).mend();
  }

  private Path unpacked(String name) {
    return folder.resolve("cache/2.7-today-cpu-linux-x86_64").resolve(name);
  }

  @Test
  void whatIsMissingIsUnpackedAndNothingElseIsLeft() throws IOException {
    mend();
    assertArrayEquals(LARGE, Files.readAllBytes(unpacked("large.so")));
    assertArrayEquals(SMALL, Files.readAllBytes(unpacked("small.so")));
    assertArrayEquals(SMALL, Files.readAllBytes(unpacked("0.35.1-" + BETWEEN)));
    try (Stream<Path> left = Files.list(folder.resolve("cache"))) {
      assertEquals(2, left.count());
    }
    FileTime before = Files.getLastModifiedTime(unpacked("large.so"));
    mend();
    assertEquals(before, Files.getLastModifiedTime(unpacked("large.so")), "it was right");
  }

  @Test
  void aLibraryThatWasCutIsUnpackedAgain() throws IOException {
    mend();
    Files.write(unpacked("large.so"), Arrays.copyOf(LARGE, 5000));
    Files.delete(unpacked("small.so"));
    mend();
    assertArrayEquals(LARGE, Files.readAllBytes(unpacked("large.so")));
    assertArrayEquals(SMALL, Files.readAllBytes(unpacked("small.so")));
  }

  @Test
  void aLibraryWithOtherBytesIsUnpackedAgain() throws IOException {
    Files.createDirectories(unpacked("x").getParent());
    byte[] other = LARGE.clone();
    other[50_000] = 8;
    Files.write(unpacked("large.so"), other);
    mend();
    assertArrayEquals(LARGE, Files.readAllBytes(unpacked("large.so")));
    Files.write(unpacked("large.so"), other);
    Files.setLastModifiedTime(unpacked("large.so"), FileTime.fromMillis(1000));
    mend();
    assertArrayEquals(LARGE, Files.readAllBytes(unpacked("large.so")));
  }

  @Test
  void whatWasFoundRightIsNotReadAgain() throws IOException {
    mend();
    FileTime time = Files.getLastModifiedTime(unpacked("large.so"));
    byte[] other = LARGE.clone();
    other[50_000] = 8;
    Files.write(unpacked("large.so"), other);
    Files.setLastModifiedTime(unpacked("large.so"), time);
    mend();
    assertArrayEquals(other, Files.readAllBytes(unpacked("large.so")), "size and time are known");
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file");
    OtiumException error = assertThrows(OtiumException.class, this::mend);
    assertTrue(error.what().startsWith("PyTorch cannot be unpacked into "), error.what());
    assertTrue(error.remedy().contains("DJL_CACHE_DIR"), error.remedy());
  }

  @Test
  void aDamagedJarIsNamedWithWhatHelps() throws IOException {
    Path jar = folder.resolve("natives.jar");
    byte[] bytes = Files.readAllBytes(jar);
    // In the middle of what was packed of the first large entry.
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("/large.so") + 30;
    for (int k = 0; k < 8; k++) {
      bytes[at + k] ^= 0x5A;
    }
    loader.close();
    Path other = folder.resolve("pytorch-native-cpu.jar");
    Files.write(other, bytes);
    loader = new URLClassLoader(new URL[] {other.toUri().toURL()}, null);
    OtiumException error = assertThrows(OtiumException.class, this::mend);
    assertTrue(error.what().endsWith("pytorch-native-cpu.jar' is damaged"), error.what());
    assertTrue(error.remedy().startsWith("Unpack the distribution again."), error.remedy());
  }

  @Test
  void aJarThatWasCutIsNamed() throws IOException {
    Path cut = folder.resolve("pytorch-native-cpu.jar");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(folder.resolve("natives.jar")), 300));
    try (URLClassLoader jars =
        new URLClassLoader(
            new URL[] {cut.toUri().toURL()}, NativeLibraries.class.getClassLoader())) {
      String reason = new TorchClassPath(jars, "plan9-mips").check().reason();
      assertTrue(reason.contains("pytorch-native-cpu.jar' is damaged"), reason);
    }
  }

  @Test
  void otherPlatformsAreLeftToDjl() throws IOException {
    NativeLibraries.of(loader, "plan9-mips", folder.resolve("cache")).mend();
    assertFalse(Files.exists(folder.resolve("cache")));
  }

  @Test
  void anOwnLibraryThatWasCutIsRefused() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0, 0x464C457F).putLong(40, 200).putShort(58, (short) 64).putShort(60, (short) 3);
    Path library = folder.resolve("libtorch.so");
    try (OutputStream out = Files.newOutputStream(library)) {
      out.write(header.array());
      out.write(new byte[200 + 3 * 64 - 64]);
    }
    assertDoesNotThrow(() -> NativeLibraries.requireWhole(folder));
    Files.write(library, Arrays.copyOf(Files.readAllBytes(library), 300));
    OtiumException error =
        assertThrows(OtiumException.class, () -> NativeLibraries.requireWhole(folder));
    assertTrue(error.what().endsWith("libtorch.so' was cut"), error.what());
  }

  @Test
  void theWordsOfTheLinkerAreExplained() {
    assertEquals(
        "its libraries need a newer system (version `GLIBC_2.29' not found)",
        Torch.why("version `GLIBC_2.29' not found"));
    assertTrue(
        Torch.why("libgomp.so.1: cannot open shared object file: No such file")
            .startsWith("a library that it needs is not on this system ("));
  }
}
