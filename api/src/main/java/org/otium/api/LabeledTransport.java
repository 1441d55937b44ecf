package org.otium.api;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Optimal transport between labelled samples with the cost φ·c(x, x') + λ·W₂²(ν_y, ν_y') (DD §3.3),
 * and the gradients of its value with respect to the samples of the first side. Distances,
 * functionals and maps between datasets are made of it.
 *
 * @param groundCost c
 * @param labelDistance W₂² between classes
 * @param featureWeight φ
 * @param labelWeight λ
 */
public record LabeledTransport(
    GroundCost groundCost, LabelDistance labelDistance, double featureWeight, double labelWeight) {

  /**
   * One side of a transport: the samples, their classes, and which class each sample belongs to.
   *
   * @param data the dataset
   * @param classes its classes that hold mass, ascending by id
   * @param classOf the position in {@code classes} of each sample's class; shared and read-only by
   *     agreement
   */
  @SuppressWarnings("ArrayRecordComponent") // one entry a sample, never compared
  public record Side(LabeledDataset data, List<ClassConditional> classes, int[] classOf) {
    /**
     * The side that a dataset makes.
     *
     * @param data the dataset
     * @return its classes and who belongs to them
     */
    public static Side of(LabeledDataset data) {
      List<ClassConditional> classes = data.classConditionals();
      Map<Integer, Integer> position = new HashMap<>();
      for (int c = 0; c < classes.size(); c++) {
        position.put(classes.get(c).classId(), c);
      }
      int[] classOf = new int[data.size()];
      for (int i = 0; i < classOf.length; i++) {
        // A sample of a class without mass weighs nothing itself: any class serves.
        classOf[i] = position.getOrDefault(data.labels().classOf(i), 0);
      }
      return new Side(data, classes, classOf);
    }

    /**
     * The ids of the classes.
     *
     * @return ascending
     */
    public int[] classIds() {
      return classes.stream().mapToInt(ClassConditional::classId).toArray();
    }
  }

  /**
   * The label distances between two sides.
   *
   * @param a the first side
   * @param b the second side; pass {@code a} itself for the distances within a dataset
   * @return one row a class of a, one column a class of b
   * @throws InvalidInputException if the features differ in dimension
   */
  public LabelDistance.Result labels(Side a, Side b) {
    requireSameDimension(a, b);
    return labelDistance.between(a.classes(), b.classes());
  }

  /**
   * Solves the transport between two sides.
   *
   * @param a the first side
   * @param b the second side
   * @param labels W₂² between their classes
   * @param solver solves it
   * @param start potentials to start from
   * @return the solution
   */
  public TransportResult between(
      Side a, Side b, double[][] labels, OtSolver solver, Optional<KantorovichPotentials> start) {
    return solver.solve(
        new TransportProblem(cost(a, b, labels), a.data().weights(), b.data().weights(), start));
  }

  /**
   * Solves the transport of a side onto itself.
   *
   * @param a the side
   * @param labels W₂² between its classes
   * @param solver solves it
   * @param start potentials to start from
   * @return the solution
   */
  public TransportResult within(
      Side a, double[][] labels, OtSolver solver, Optional<KantorovichPotentials> start) {
    return solver.solveSymmetric(
        new TransportProblem(cost(a, a, labels), a.data().weights(), a.data().weights(), start));
  }

  /**
   * The cost between all samples of two sides.
   *
   * @param a the first side
   * @param b the second side
   * @param labels W₂² between their classes
   * @return n×m; stored if the ground cost stores it
   */
  public CostMatrix cost(Side a, Side b, double[][] labels) {
    requireSameDimension(a, b);
    CostMatrix features = groundCost.between(a.data().features(), b.data().features());
    double[][] added = new double[labels.length][];
    for (int k = 0; k < labels.length; k++) {
      added[k] = new double[labels[k].length];
      for (int l = 0; l < labels[k].length; l++) {
        added[k][l] = labelWeight * labels[k][l];
      }
    }
    return switch (features) {
      case CostMatrix.Stored stored -> {
        // The ground cost hands its values over, so the label costs are added in place.
        addLabels(stored.values().array(), 0, stored.rows(), added, a.classOf(), b.classOf());
        yield new CostMatrix.Stored(
            stored.values(), stored.source().map(source -> labelled(stored, source, added, a, b)));
      }
      case CostMatrix.Tiled tiled ->
          new CostMatrix.Tiled(
              tiled.rows(), tiled.columns(), labelled(tiled, tiled.source(), added, a, b));
    };
  }

  private CostMatrix.RowSource labelled(
      CostMatrix cost, CostMatrix.RowSource source, double[][] added, Side a, Side b) {
    CostMatrix.Tiled features = new CostMatrix.Tiled(cost.rows(), cost.columns(), source);
    return new LabelledRows(this, features, added, a.classOf(), b.classOf());
  }

  /** Rows of a cost with the label costs added. */
  @SuppressWarnings("ArrayRecordComponent") // one entry a sample, never compared
  private record LabelledRows(
      LabeledTransport transport,
      CostMatrix.Tiled features,
      double[][] added,
      int[] classOfRow,
      int[] classOfColumn)
      implements CostMatrix.RowSource {
    @Override
    public void fill(int from, int to, float[] out) {
      features.fill(from, to, out);
      transport.addLabels(out, from, to, added, classOfRow, classOfColumn);
    }

    @Override
    public void fill(int from, int to, double[] out) {
      features.fill(from, to, out);
      int columns = classOfColumn.length;
      for (int i = from; i < to; i++) {
        double[] byClass = added[classOfRow[i]];
        int base = (i - from) * columns;
        for (int j = 0; j < columns; j++) {
          out[base + j] = transport.featureWeight * out[base + j] + byClass[classOfColumn[j]];
        }
      }
    }

    @Override
    public Optional<CostMatrix.RowSource> select(int[] rows, int[] columns) {
      return Optional.of(
          new LabelledRows(
              transport,
              features.select(rows, columns),
              added,
              of(classOfRow, rows),
              of(classOfColumn, columns)));
    }

    private static int[] of(int[] classOf, int[] samples) {
      int[] selected = new int[samples.length];
      for (int s = 0; s < samples.length; s++) {
        selected[s] = classOf[samples[s]];
      }
      return selected;
    }
  }

  private void addLabels(
      float[] block, int from, int to, double[][] added, int[] classOfRow, int[] classOfColumn) {
    int columns = classOfColumn.length;
    float phi = (float) featureWeight;
    float[] perColumn = new float[columns];
    int expanded = -1;
    for (int i = from; i < to; i++) {
      if (classOfRow[i] != expanded) {
        expanded = classOfRow[i];
        for (int j = 0; j < columns; j++) {
          perColumn[j] = (float) added[expanded][classOfColumn[j]];
        }
      }
      int base = (i - from) * columns;
      for (int j = 0; j < columns; j++) {
        block[base + j] = phi * block[base + j] + perColumn[j];
      }
    }
  }

  /**
   * The plan summed over classes.
   *
   * @param result a transport between the sides
   * @param a the first side
   * @param b the second side
   * @return how much mass goes from each class of a to each class of b
   */
  public static double[][] classCoupling(TransportResult result, Side a, Side b) {
    return result
        .plan()
        .aggregate(a.classOf(), a.classes().size(), b.classOf(), b.classes().size());
  }

  /**
   * (1/m_i)·∂/∂x_i of the feature part of the value of a transport, b and the label distances held
   * fixed (envelope theorem).
   *
   * @param result a transport between the sides
   * @param a the first side
   * @param b the second side
   * @return n×d; zero for samples without mass
   */
  public Matrix featureGradient(TransportResult result, Side a, Side b) {
    Matrix mean = groundCost.meanGradient(a.data().features(), b.data().features(), result.plan());
    float[] scaled = mean.toArray();
    int d = mean.columns();
    boolean unbalanced = result.meaning() == TransportResult.Meaning.UNBALANCED_COST;
    double[] sent = unbalanced ? result.plan().rowSums() : new double[0];
    for (int i = 0; i < mean.rows(); i++) {
      double mass = a.data().weights().get(i);
      if (mass == 0) {
        // What the ground cost says of a sample that nothing is sent from means nothing.
        Arrays.fill(scaled, i * d, (i + 1) * d, 0f);
        continue;
      }
      // the mean is over what is sent, which need not be all of the mass
      float factor = (float) (unbalanced ? featureWeight * sent[i] / mass : featureWeight);
      for (int j = i * d; j < (i + 1) * d; j++) {
        scaled[j] *= factor;
      }
    }
    return Matrix.wrap(mean.rows(), mean.columns(), scaled);
  }

  /**
   * (1/m_i)·∂/∂x_i of λ·Σ_kl M_kl·W₂²(a_k, b_l), the label part of the value of a transport with
   * class coupling M, b and M held fixed.
   *
   * @param labels the label distances of the transport
   * @param coupling M
   * @param a the first side
   * @return n×d; zero for samples without mass
   */
  public Matrix labelGradient(LabelDistance.Result labels, double[][] coupling, Side a) {
    List<Matrix> perClass = labels.gradient(coupling);
    int d = a.data().dimension();
    float[] out = new float[Math.multiplyExact(a.data().size(), d)];
    for (int c = 0; c < perClass.size(); c++) {
      int[] samples = a.classes().get(c).samples();
      float[] gradient = perClass.get(c).array();
      for (int s = 0; s < samples.length; s++) {
        double mass = a.data().weights().get(samples[s]);
        if (mass > 0) {
          float factor = (float) (labelWeight / mass);
          for (int j = 0; j < d; j++) {
            out[samples[s] * d + j] = factor * gradient[s * d + j];
          }
        }
      }
    }
    return Matrix.wrap(a.data().size(), d, out);
  }

  private static void requireSameDimension(Side a, Side b) {
    if (a.data().dimension() != b.data().dimension()) {
      throw new InvalidInputException(
          "'"
              + a.data().name()
              + "' has "
              + a.data().shape().describe()
              + " but '"
              + b.data().name()
              + "' has "
              + b.data().shape().describe(),
          "Bring them to one shape first (--resize on the command line).");
    }
  }
}
