package org.otium.interpolation;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.DatasetMapping;
import org.otium.api.Epsilon;
import org.otium.api.GroundCost;
import org.otium.api.LabelDistance;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportPlan;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.numerics.SquaredEuclidean;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;
import org.otium.solvers.sinkhorn.SinkhornPrecision;
import org.otium.solvers.sinkhorn.SinkhornSettings;
import org.otium.solvers.sinkhorn.SinkhornSolver;

/** The parts that the maps of these tests are composed of. */
final class Parts {
  static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);

  static final GroundCost COST =
      new GroundCost() {
        @Override
        public CostMatrix between(Matrix x, Matrix y) {
          return SquaredEuclidean.between(x, y).toCostMatrix(COMPUTE);
        }

        @Override
        public Matrix meanGradient(Matrix x, Matrix y, TransportPlan plan) {
          throw new UnsupportedOperationException("maps need no gradient");
        }
      };

  private Parts() {}

  static OtSolver sinkhorn(double epsilon) {
    return new SinkhornSolver(
        SinkhornSettings.of(Epsilon.of(epsilon))
            .withTolerance(1e-8)
            .withStrict(true)
            .withPrecision(SinkhornPrecision.FLOAT64),
        COMPUTE);
  }

  static OtSolver exact() {
    return new ExactSolver(ExactSettings.defaults(), COMPUTE);
  }

  static DatasetMapping barycentric(OtSolver solver, double labelWeight) {
    return barycentric(solver, labelWeight, 10_000);
  }

  static DatasetMapping barycentric(OtSolver solver, double labelWeight, int batchSize) {
    return new BarycentricMapping(
        new BarycentricMappingSettings(solver, new Means(), COST, 1, labelWeight, batchSize),
        COMPUTE);
  }

  static GeneralizedGeodesicSettings along(DatasetMapping mapping, double labelWeight) {
    return new GeneralizedGeodesicSettings(mapping, new Means(), 1, labelWeight);
  }

  static TransportMetric metric(double labelWeight) {
    return new TransportMetric(new Means(), 1, labelWeight, COMPUTE);
  }

  /** The same distances as those of the maps, by an object that is not equal to theirs. */
  static LabelDistance otherMeans() {
    Means means = new Means();
    return new LabelDistance() {
      @Override
      public Result between(List<ClassConditional> a, List<ClassConditional> b) {
        return means.between(a, b);
      }
    };
  }

  /** Distances between class means: enough to tell classes apart. */
  private record Means() implements LabelDistance {
    @Override
    public Result between(List<ClassConditional> a, List<ClassConditional> b) {
      double[][] squared = new double[a.size()][b.size()];
      for (int k = 0; k < a.size(); k++) {
        for (int l = 0; l < b.size(); l++) {
          double[] x = mean(a.get(k));
          double[] y = mean(b.get(l));
          for (int j = 0; j < x.length; j++) {
            squared[k][l] += (x[j] - y[j]) * (x[j] - y[j]);
          }
        }
      }
      return new Result() {
        @Override
        public double[][] squared() {
          return squared;
        }

        @Override
        public List<Matrix> gradient(double[][] coefficients) {
          return new ArrayList<>();
        }
      };
    }

    private static double[] mean(ClassConditional c) {
      double[] mean = new double[c.measure().dimension()];
      for (int i = 0; i < c.measure().size(); i++) {
        for (int j = 0; j < mean.length; j++) {
          mean[j] += c.measure().weights().get(i) * c.measure().points().get(i, j);
        }
      }
      return mean;
    }
  }
}
