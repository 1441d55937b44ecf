package org.otium.functionals;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.otium.api.Epsilon;
import org.otium.api.Functional;
import org.otium.api.LabelDistance;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

/** The other ways to set up an OTDD whose labels may be variables. */
class VariantOtddFunctionalTest {
  abstract static class Variant extends FunctionalContract {
    abstract LabelDistance labels();

    boolean debiased() {
      return true;
    }

    @Override
    protected Functional functional() {
      return OtddFunctionalTest.otdd(
          Samples.clouds(2, 2, 7, 3, 3), Parts.sinkhorn(1), labels(), debiased(), true);
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(1, 3, 6, 3, 2);
    }

    @Override
    protected List<LabelMeasures> labelMeasures() {
      return Parts.labelMeasures(particles());
    }
  }

  @Nested
  class Biased extends Variant {
    @Override
    LabelDistance labels() {
      return Parts.gaussian();
    }

    @Override
    boolean debiased() {
      return false;
    }
  }

  @Nested
  class Diagonal extends Variant {
    @Override
    LabelDistance labels() {
      return Parts.diagonal();
    }
  }

  @Nested
  class BiasedDiagonal extends Variant {
    @Override
    LabelDistance labels() {
      return Parts.diagonal();
    }

    @Override
    boolean debiased() {
      return false;
    }
  }

  /** In the plane, where cross matrices are 2×2. */
  @Nested
  class Planar extends Variant {
    @Override
    LabelDistance labels() {
      return Parts.gaussian();
    }

    @Override
    protected Functional functional() {
      return OtddFunctionalTest.otdd(
          Samples.clouds(2, 2, 7, 2, 3), Parts.sinkhorn(1), labels(), true, true);
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(1, 3, 6, 2, 2);
    }
  }

  /** Fewer samples than features, and more of these than the closed forms take. */
  @Nested
  class ManyFeatures extends Variant {
    @Override
    LabelDistance labels() {
      return Parts.gaussian();
    }

    /** Short, as the smallest roots are: curvature grows towards the kink at zero. */
    @Override
    protected double differenceStep() {
      return 2e-3;
    }

    @Override
    protected Functional functional() {
      return OtddFunctionalTest.otdd(
          Samples.clouds(2, 2, 14, 20, 3), Parts.sinkhorn(5), labels(), true, true);
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(1, 2, 12, 20, 2);
    }
  }

  /** Both ε relative to costs that change with the particles. */
  @Nested
  class RelativeLabelEpsilon extends Variant {
    @Override
    LabelDistance labels() {
      return Parts.wasserstein(Parts.sinkhorn(Epsilon.parse("0.1 * max cost")));
    }

    @Override
    protected List<LabelMeasures> labelMeasures() {
      return List.of();
    }
  }
}
