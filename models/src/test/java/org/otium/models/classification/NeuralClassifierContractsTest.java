package org.otium.models.classification;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.otium.api.Classifier;
import org.otium.api.FeatureShape;
import org.otium.models.Machine;
import org.otium.testkit.ClassifierContract;

/** Every network does what classifiers do. */
class NeuralClassifierContractsTest {
  private static final NetworkSettings QUICK =
      NetworkSettings.defaults().withEpochs(15, 15).withFewestSteps(1).withSteps(16, 1e-2);
  private static final NetworkSettings SLOW =
      NetworkSettings.defaults().withEpochs(40, 40).withFewestSteps(1).withSteps(16, 3e-3);

  abstract static class Contract extends ClassifierContract {
    @Override
    protected boolean weighsSamples() {
      return false; // a sample twice makes other batches
    }

    @Override
    protected boolean ignoresOrder() {
      return false;
    }
  }

  @Nested
  class Linear extends Contract {
    @Override
    protected Classifier classifier() {
      return NeuralClassifier.linear(QUICK.withEpochs(60, 60), Machine.COMPUTE);
    }
  }

  @Nested
  class Mlp extends Contract {
    @Override
    protected Classifier classifier() {
      return NeuralClassifier.mlp(MlpSettings.of(List.of(16), QUICK), Machine.COMPUTE);
    }
  }

  @Nested
  class LeNet5 extends Contract {
    @Override
    protected Classifier classifier() {
      return NeuralClassifier.leNet5(QUICK, Machine.COMPUTE);
    }

    @Override
    protected FeatureShape shape() {
      return FeatureShape.image(12, 12, 1);
    }
  }

  @Nested
  class SpinalNet extends Contract {
    @Override
    protected Classifier classifier() {
      return NeuralClassifier.spinalNet(WidthSettings.of(8, SLOW), Machine.COMPUTE);
    }

    @Override
    protected FeatureShape shape() {
      return FeatureShape.image(8, 8, 2);
    }
  }

  @Nested
  class ResNet18 extends Contract {
    @Override
    protected Classifier classifier() {
      return NeuralClassifier.resNet18(WidthSettings.of(4, QUICK), Machine.COMPUTE);
    }

    @Override
    protected FeatureShape shape() {
      return FeatureShape.image(8, 8, 3);
    }
  }
}
