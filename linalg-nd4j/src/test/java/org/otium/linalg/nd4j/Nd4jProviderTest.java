package org.otium.linalg.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

class Nd4jProviderTest extends ProviderContract {
  @Override
  protected Provider<?, ?> provider() {
    return new Nd4jProvider();
  }

  @Test
  void makesABackendThatWorks() {
    MissingNatives.skip();
    Compute machine = Compute.withoutLinearAlgebra(2, 1 << 20);
    LinearAlgebra made = new Nd4jProvider().create(new Nd4jSettings(), machine);
    assertArrayEquals(new double[] {5}, made.singularValues(new double[] {3, 4}, 2, 1), 1e-15);
  }

  @Test
  void saysWhichPlatformHasNoNativeLibraries() {
    Nd4jClassPath elsewhere = new Nd4jClassPath(getClass().getClassLoader(), "plan9-mips");
    assertFalse(elsewhere.check().isAvailable());
    assertTrue(elsewhere.check().reason().contains("plan9-mips"));
  }

  @Test
  void saysThatNd4jIsMissing() throws Exception {
    ClassLoader jdk = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader empty = new URLClassLoader(new URL[0], jdk)) {
      String reason = new Nd4jClassPath(empty, "linux-x86_64").check().reason();
      assertTrue(reason.contains("org.nd4j.linalg.factory.Nd4j"), reason);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Linux,amd64,linux-x86_64",
    "Linux,aarch64,linux-arm64",
    "Mac OS X,aarch64,macosx-arm64",
    "Mac OS X,x86_64,macosx-x86_64",
    "Windows 11,amd64,windows-x86_64",
    "Linux,riscv64,linux-riscv64"
  })
  void platformsAreNamedAsNd4jNamesThem(String osName, String osArch, String platform) {
    assertEquals(platform, Nd4jClassPath.platform(osName, osArch));
  }
}
