package org.otium.functionals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.otium.functionals.composition.SumProvider;
import org.otium.functionals.diffusion.EntropyProvider;
import org.otium.functionals.diffusion.PorousMediumProvider;
import org.otium.functionals.interaction.ClassRepulsionProvider;
import org.otium.functionals.interaction.ClassSpreadProvider;
import org.otium.functionals.interaction.KernelInteractionProvider;
import org.otium.functionals.potential.AffineNormPotentialProvider;
import org.otium.functionals.potential.BallPotentialProvider;
import org.otium.functionals.potential.CollapsePotentialProvider;
import org.otium.functionals.potential.MarginPotentialProvider;
import org.otium.functionals.potential.NormPotentialProvider;
import org.otium.functionals.potential.QuadraticPotentialProvider;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

/** Users can find, understand and configure every energy. */
class EnergyProvidersTest {
  @Nested
  class AffineNormPotential extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new AffineNormPotentialProvider();
    }
  }

  @Nested
  class BallPotential extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new BallPotentialProvider();
    }
  }

  @Nested
  class CollapsePotential extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new CollapsePotentialProvider();
    }
  }

  @Nested
  class MarginPotential extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new MarginPotentialProvider();
    }

    @Override
    protected Map<String, Object> requiredSettings() {
      return Map.of("direction", List.of(1.0, 0.0), "positive", List.of(1));
    }
  }

  @Nested
  class NormPotential extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new NormPotentialProvider();
    }
  }

  @Nested
  class QuadraticPotential extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new QuadraticPotentialProvider();
    }
  }

  @Nested
  class ClassRepulsion extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new ClassRepulsionProvider();
    }
  }

  @Nested
  class ClassSpread extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new ClassSpreadProvider();
    }
  }

  @Nested
  class KernelInteraction extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new KernelInteractionProvider();
    }
  }

  @Nested
  class Entropy extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new EntropyProvider();
    }
  }

  @Nested
  class PorousMedium extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new PorousMediumProvider();
    }
  }

  @Nested
  class Sum extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new SumProvider();
    }

    @Override
    protected Map<String, Object> requiredSettings() {
      return Map.of("terms", List.of(Map.of("functional", "ball")));
    }
  }
}
