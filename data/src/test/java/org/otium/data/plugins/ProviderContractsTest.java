package org.otium.data.plugins;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

final class ProviderContractsTest {

  @Nested
  final class Parquet extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new ParquetProvider();
    }
  }

  @Nested
  final class Cifar extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new CifarProvider();
    }
  }

  @Nested
  final class Csv extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new CsvProvider();
    }
  }

  @Nested
  final class GaussianGrid extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new GaussianGridProvider();
    }
  }

  @Nested
  final class GaussianMixture extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new GaussianMixtureProvider();
    }
  }

  @Nested
  final class Glyphs extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new GlyphsProvider();
    }
  }

  @Nested
  final class Idx extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new IdxProvider();
    }
  }

  @Nested
  final class ImageFolder extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new ImageFolderProvider();
    }
  }

  @Nested
  final class Moons extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new MoonsProvider();
    }
  }

  @Nested
  final class Npz extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new NpzProvider();
    }
  }

  @Nested
  final class Rings extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new RingsProvider();
    }
  }

  @Nested
  final class SwissRoll extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new SwissRollProvider();
    }
  }

  @Nested
  final class BalancedSubset extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new BalancedSubsetProvider();
    }

    @Override
    protected Map<String, Object> requiredSettings() {
      return Map.of("samples", 10);
    }
  }

  @Nested
  final class Resize extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new ResizeProvider();
    }
  }

  @Nested
  final class Standardize extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new StandardizeProvider();
    }
  }

  @Nested
  final class KeepClasses extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new KeepClassesProvider();
    }

    @Override
    protected Map<String, Object> requiredSettings() {
      return Map.of("classes", List.of("cat"));
    }
  }

  @Nested
  final class GroupClasses extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new GroupClassesProvider();
    }

    @Override
    protected Map<String, Object> requiredSettings() {
      return Map.of("groups", List.of(Map.of("label", "pet", "classes", List.of("cat", "dog"))));
    }
  }
}
