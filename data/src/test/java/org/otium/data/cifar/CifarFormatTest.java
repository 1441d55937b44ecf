package org.otium.data.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;

final class CifarFormatTest {
  @TempDir private Path folder;
  private Path ten;
  private Path hundred;

  /** Records whose red, green and blue planes begin with 10, 20 and 30 plus the sample. */
  private static byte[] records(int count, int... labels) {
    int length = labels.length + 3072;
    byte[] all = new byte[count * length];
    for (int i = 0; i < count; i++) {
      for (int l = 0; l < labels.length; l++) {
        all[i * length + l] = (byte) (labels[l] + i);
      }
      for (int c = 0; c < 3; c++) {
        all[i * length + labels.length + c * 1024] = (byte) (10 * (c + 1) + i);
      }
      // The last pixel of the last row, in blue.
      all[(i + 1) * length - 1] = (byte) 255;
    }
    return all;
  }

  @BeforeEach
  void write() throws IOException {
    ten = Files.createDirectory(folder.resolve("cifar-10-batches-bin"));
    Files.write(ten.resolve("data_batch_1.bin"), records(2, 3));
    Files.write(ten.resolve("data_batch_2.bin"), records(3, 0));
    Files.write(ten.resolve("test_batch.bin"), records(1, 9));
    Files.writeString(ten.resolve("batches.meta.txt"), "airplane\nautomobile\nbird\ncat\n\n");
    hundred = Files.createDirectory(folder.resolve("cifar-100-binary"));
    Files.write(hundred.resolve("train.bin"), records(4, 5, 90));
    Files.writeString(hundred.resolve("fine_label_names.txt"), "apple\n");
    Files.writeString(hundred.resolve("coarse_label_names.txt"), "a\nb\nc\nd\ne\nflowers\n");
  }

  private static CifarFormat split(CifarSettings.Split split) {
    return new CifarFormat(CifarSettings.defaults().withSplit(split));
  }

  @Test
  void readsBatchesChannelsLast() throws IOException {
    LabeledDataset train = split(CifarSettings.Split.TRAIN).read(ten);
    assertEquals("cifar-10-batches-bin-train", train.name());
    assertEquals(5, train.size());
    assertEquals(FeatureShape.image(32, 32, 3), train.shape());
    assertEquals(11 / 255f, train.features().get(1, 0));
    assertEquals(21 / 255f, train.features().get(1, 1));
    assertEquals(31 / 255f, train.features().get(1, 2));
    assertEquals(0, train.features().get(1, 3));
    assertEquals(1, train.features().get(1, 3071));
    assertEquals(0, train.features().get(1, 3070));
    assertEquals(4, train.labels().classOf(1));
    assertEquals(2, train.labels().classOf(4));
    assertEquals("bird", train.className(2));
    assertEquals(1, split(CifarSettings.Split.TEST).read(ten).size());
    assertEquals(3, new CifarFormat().read(ten.resolve("data_batch_2.bin")).size());
  }

  @Test
  void readsFineAndCoarseLabels() throws IOException {
    LabeledDataset fine = new CifarFormat().read(hundred);
    assertEquals(92, fine.labels().classOf(2));
    LabeledDataset coarse =
        new CifarFormat(CifarSettings.defaults().withLabels(CifarSettings.CifarLabels.COARSE))
            .read(hundred);
    assertEquals(5, coarse.labels().classOf(0));
    assertEquals("flowers", coarse.className(5));
    assertEquals(11 / 255f, coarse.features().get(1, 0));
  }

  @Test
  void recognisesFoldersAndFiles() throws IOException {
    CifarFormat format = new CifarFormat();
    assertTrue(format.recognises(ten));
    assertTrue(format.recognises(hundred));
    assertTrue(format.recognises(ten.resolve("test_batch.bin")));
    assertFalse(format.recognises(folder));
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.write(other.resolve("train.bin"), new byte[3073]);
    assertFalse(format.recognises(other));
  }

  @Test
  void refusesWhatDoesNotFit() throws IOException {
    assertRefused("splits train and test", () -> new CifarFormat().read(ten));
    Path cut = ten.resolve("data_batch_3.bin");
    Files.write(cut, new byte[3072]);
    assertRefused("3072 bytes, no multiple", () -> new CifarFormat().read(cut));
    Files.write(cut, records(1, 77));
    assertRefused("label 77 in picture 1", () -> new CifarFormat().read(cut));
    assertRefused(
        "no coarse labels",
        () ->
            new CifarFormat(CifarSettings.defaults().withLabels(CifarSettings.CifarLabels.COARSE))
                .read(ten.resolve("test_batch.bin")));
    LabeledDataset hundredClasses = new CifarFormat().read(hundred);
    assertRefused(
        "other classes than 0 to 9",
        () -> new CifarFormat().write(hundredClasses, folder.resolve("x.bin")));
  }

  private static void assertRefused(String what, org.junit.jupiter.api.function.Executable action) {
    InvalidInputException e = assertThrows(InvalidInputException.class, action);
    assertTrue(e.what().contains(what), e.what());
    assertFalse(e.remedy().isBlank());
  }
}
