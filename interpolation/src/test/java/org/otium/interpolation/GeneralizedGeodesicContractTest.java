package org.otium.interpolation;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.otium.api.DatasetMapping;
import org.otium.api.Interpolation;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.testkit.InterpolationContract;
import org.otium.testkit.Samples;

class GeneralizedGeodesicContractTest {
  private static Interpolation along(DatasetMapping mapping) {
    return new GeneralizedGeodesic(Parts.along(mapping, 1), Parts.COMPUTE);
  }

  @Nested
  class OfEntropicMaps extends InterpolationContract {
    private final DatasetMapping mapping = Parts.barycentric(Parts.sinkhorn(0.5), 1);

    @Override
    protected Interpolation interpolation() {
      return along(mapping);
    }

    @Override
    protected LabeledDataset corner(LabeledDataset reference, LabeledDataset dataset) {
      return mapping.fit(reference, dataset, 1).apply(reference);
    }
  }

  @Nested
  class OfMixup extends InterpolationContract {
    @Override
    protected Interpolation interpolation() {
      return new Mixup(new MixupSettings(along(Parts.barycentric(Parts.exact(), 1))));
    }

    /** A corner holds samples of the dataset, which of them is up to chance. */
    @Override
    protected LabeledDataset corner(LabeledDataset reference, LabeledDataset dataset) {
      List<LabeledDataset> three =
          switch (dataset.name()) {
            case "a" -> List.of(dataset);
            case "b" -> List.of(Samples.clouds(1, 2, 5, 3, 2), dataset);
            default ->
                List.of(Samples.clouds(1, 2, 5, 3, 2), Samples.clouds(2, 3, 4, 3, 3), dataset);
          };
      double[] last = new double[three.size()];
      last[last.length - 1] = 1;
      return interpolation().prepare(three, reference, 1).at(Weights.probability(last));
    }
  }

  @Nested
  class OfPooling extends InterpolationContract {
    @Override
    protected Interpolation interpolation() {
      return new Pooling();
    }

    @Override
    protected LabeledDataset corner(LabeledDataset reference, LabeledDataset dataset) {
      return dataset;
    }
  }

  @Nested
  class OfSubPooling extends InterpolationContract {
    @Override
    protected Interpolation interpolation() {
      return new SubPooling(new SubPoolingSettings(2), Parts.COMPUTE);
    }

    /** The two nearest samples of each of the reference's, by brute force. */
    @Override
    protected LabeledDataset corner(LabeledDataset reference, LabeledDataset dataset) {
      TreeSet<Integer> near = new TreeSet<>();
      for (int i = 0; i < reference.size(); i++) {
        int sample = i;
        IntStream.range(0, dataset.size())
            .boxed()
            .sorted(Comparator.comparingDouble(j -> squared(reference, sample, dataset, j)))
            .limit(2)
            .forEach(near::add);
      }
      return dataset.select(near.stream().mapToInt(Integer::intValue).toArray());
    }

    private static double squared(LabeledDataset x, int i, LabeledDataset y, int j) {
      double sum = 0;
      for (int f = 0; f < x.dimension(); f++) {
        double gap = (double) x.features().get(i, f) - y.features().get(j, f);
        sum += gap * gap;
      }
      return sum;
    }
  }

  @Nested
  class OfMccann extends InterpolationContract {
    private final DatasetMapping mapping = Parts.barycentric(Parts.exact(), 1);

    @Override
    protected Interpolation interpolation() {
      return new MccannInterpolation(Parts.along(mapping, 1), Parts.COMPUTE);
    }

    @Override
    protected int datasets() {
      return 2;
    }

    @Override
    protected LabeledDataset corner(LabeledDataset reference, LabeledDataset dataset) {
      LabeledDataset start = Samples.clouds(1, 2, 5, 3, 2).withName("a");
      return dataset.name().equals("a") ? dataset : mapping.fit(start, dataset, 1).apply(start);
    }
  }

  @Nested
  class OfExactMaps extends InterpolationContract {
    private final DatasetMapping mapping = Parts.barycentric(Parts.exact(), 1);

    @Override
    protected Interpolation interpolation() {
      return along(mapping);
    }

    @Override
    protected LabeledDataset corner(LabeledDataset reference, LabeledDataset dataset) {
      return mapping.fit(reference, dataset, 1).apply(reference);
    }
  }
}
