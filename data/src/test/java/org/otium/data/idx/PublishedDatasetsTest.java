package org.otium.data.idx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otium.api.LabeledDataset;

final class PublishedDatasetsTest {
  private static Path file(String name) {
    Path path = Path.of(System.getProperty("otium.root", "."), "..", "shared", "data", name);
    Assumptions.assumeTrue(Files.exists(path), path + " is not there");
    return path;
  }

  private static double mean(LabeledDataset dataset) {
    double sum = 0;
    for (float value : dataset.features().array()) {
      sum += value;
    }
    return sum / dataset.features().array().length;
  }

  @ParameterizedTest
  @CsvSource({
    "caltech101-test-images-idx4-ubyte.gz, 2893, 32×32×3, 101",
    "caltech101-train-images-idx4-ubyte.gz, 5784, 32×32×3, 101",
    "cifar10-test-images-idx4-ubyte.gz, 2000, 32×32×3, 10",
    "cifar10-train-images-idx4-ubyte.gz, 10000, 32×32×3, 10",
    "dtd10-test-images-idx4-ubyte.gz, 400, 64×64×3, 10",
    "dtd10-train-images-idx4-ubyte.gz, 800, 64×64×3, 10",
    "fashion-mnist-test-images-idx3-ubyte.gz, 10000, 28×28, 10",
    "fashion-mnist-train-images-idx3-ubyte.gz, 60000, 28×28, 10",
    "kmnist-test-images-idx3-ubyte.gz, 10000, 28×28, 10",
    "kmnist-train-images-idx3-ubyte.gz, 6284, 28×28, 10",
    "mnist-test-images-idx3-ubyte.gz, 10000, 28×28, 10",
    "mnist-train-images-idx3-ubyte.gz, 60000, 28×28, 10",
    "optdigits-test-images-idx3-ubyte.gz, 1797, 8×8, 10",
    "optdigits-train-images-idx3-ubyte.gz, 3823, 8×8, 10",
    "pets3-test-images-idx4-ubyte.gz, 298, 64×64×3, 3",
    "pets3-train-images-idx4-ubyte.gz, 300, 64×64×3, 3",
    "stl10-examples26-train-images-idx4-ubyte.gz, 246, 64×64×3, 26",
    "usps-test-images-idx3-ubyte.gz, 2007, 16×16, 10",
    "usps-train-images-idx3-ubyte.gz, 7291, 16×16, 10",
  })
  void everyPublishedFileLoads(String name, int samples, String shape, int classes)
      throws IOException {
    IdxFormat format = new IdxFormat();
    assertTrue(format.recognises(file(name)));
    LabeledDataset read = format.read(file(name));
    assertEquals(samples, read.size());
    assertEquals(shape, read.shape().describe());
    assertEquals(classes, read.classIds().length);
    assertEquals(classes, read.classNames().size());
  }

  @Test
  void meansAreThePublishedOnes() throws IOException {
    LabeledDataset mnist = new IdxFormat().read(file("mnist-train-images-idx3-ubyte.gz"));
    assertEquals(0.1307, mean(mnist), 5e-5);
    assertEquals("mnist-train", mnist.name());
    LabeledDataset fashion = new IdxFormat().read(file("fashion-mnist-train-images-idx3-ubyte.gz"));
    assertEquals(0.2860, mean(fashion), 5e-5);
    assertEquals("Ankle boot", fashion.className(9));
    assertEquals(9, fashion.labels().classOf(0));
  }
}
