package org.otium.data.npz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.InvalidInputException;

final class HostileFilesTest {
  @TempDir private Path folder;

  private static byte[] npy(String dict, int contentBytes) {
    byte[] header = dict.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length & 0xff);
    out.write(header.length >> 8);
    out.writeBytes(header);
    out.writeBytes(new byte[contentBytes]);
    return out.toByteArray();
  }

  @Test
  void emptyFilesAndSingleArraysAreToldApart() throws IOException {
    Path empty = Files.write(folder.resolve("e.npz"), new byte[0]);
    assertTrue(refusal(empty).contains("is empty"));
    Path array = Files.write(folder.resolve("a.npz"), npy("{}", 0));
    assertTrue(refusal(array).contains("single array"));
    assertTrue(new NpzFormat().isNamedFor(folder.resolve("a.npy")));
  }

  private Path zip(Map<String, byte[]> entries) throws IOException {
    Path path = folder.resolve("hostile.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return path;
  }

  private static String refusal(Path path) {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> {
              if (path.toString().endsWith(".npz")) {
                NpzFile.read(path);
              } else {
                NpyFile.read(path);
              }
            });
    assertEquals(1, e.what().lines().count(), e.what());
    return e.what();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1000000000,)",
        "(2147483647, 2147483647, 2147483647)",
        "(2147483648,)",
        "(99999999999999999999,)",
        "(3,)",
        "(1,)",
        "()"
      })
  void lyingShapesAreRefused(String shape) throws IOException {
    byte[] lie = npy("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n", 8);
    Path plain = Files.write(folder.resolve("lie.npy"), lie);
    refusal(plain);
    refusal(zip(Map.of("features.npy", lie)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2)}",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} __import__('os')",
        "{'descr': '=f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<U99999', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': "
            + "(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2)}",
        "",
      })
  void wrongHeadersAreRefused(String dict) throws IOException {
    refusal(Files.write(folder.resolve("wrong.npy"), npy(dict, 8)));
  }

  @Test
  void charactersBeyondUnicodeAreRefused() throws IOException {
    byte[] text = npy("{'descr': '<U1', 'fortran_order': False, 'shape': (1,)}", 4);
    text[text.length - 1] = 0x7f;
    assertTrue(refusal(Files.write(folder.resolve("text.npy"), text)).contains("character"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../features.npy",
        "/etc/features.npy",
        "a/../../features.npy",
        "..\\features.npy",
        "C:/features.npy",
        "a\\b.npy",
        "features.txt",
        ".npy",
        "folder/"
      })
  void namesThatPointElsewhereAreRefused(String name) throws IOException {
    byte[] fine = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", 8);
    refusal(zip(Map.of(name, fine)));
  }

  @Test
  void unusableNamesAreNotWritten() {
    for (String name : new String[] {"", "../x", "/x", "a\\b", "c:x", "a/../b", ".."}) {
      assertThrows(
          InvalidInputException.class,
          () -> NpzFile.write(folder.resolve("n.npz"), Map.of(name, NpyArray.scalar(1))),
          name);
    }
  }

  @Test
  void manyEntriesAreRefused() throws IOException {
    Path path = folder.resolve("many.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (int i = 0; i < 10_001; i++) {
        zip.putNextEntry(new ZipEntry(i + ".npy"));
      }
    }
    assertTrue(refusal(path).contains("10001 entries"));
  }

  @Test
  void bombsAreRefused() throws IOException {
    Path path = folder.resolve("bomb.npz");
    byte[] zeros = new byte[1 << 20];
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.setLevel(1);
      zip.putNextEntry(new ZipEntry("features.npy"));
      zip.write(npy("{'descr': '|u1', 'fortran_order': False, 'shape': (314572800,)}", 0));
      for (int i = 0; i < 300; i++) {
        zip.write(zeros);
      }
    }
    assertTrue(Files.size(path) < 1_500_000);
    assertTrue(refusal(path).contains("declares"));
  }

  @Test
  void somethingElseIsRefused() throws IOException {
    assertTrue(
        refusal(
                Files.write(
                    folder.resolve("text.npz"), "PK hello".getBytes(StandardCharsets.UTF_8)))
            .contains("damaged"));
    assertTrue(
        refusal(Files.write(folder.resolve("x.npy"), new byte[100])).contains("first bytes"));
    refusal(folder.resolve("nothing.npz"));
    refusal(folder);
  }
}
