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

  /** One side of a transport: samples, and which of its label distributions each one carries. */
  public sealed interface Marginal permits Side, GaussianSide {
    /**
     * The samples.
     *
     * @return the dataset
     */
    LabeledDataset data();

    /**
     * Which label distribution each sample carries.
     *
     * @return one position a sample; shared and read-only by agreement
     */
    int[] labelOf();

    /**
     * Number of label distributions.
     *
     * @return how many rows or columns label distances have
     */
    int labelCount();
  }

  /**
   * A side whose labels stand for the class-conditional measures of its samples: the samples, their
   * classes, and which class each sample belongs to.
   *
   * @param data the dataset
   * @param classes its classes that hold mass, ascending by id
   * @param classOf the position in {@code classes} of each sample's class; shared and read-only by
   *     agreement
   */
  @SuppressWarnings("ArrayRecordComponent") // one entry a sample, never compared
  public record Side(LabeledDataset data, List<ClassConditional> classes, int[] classOf)
      implements Marginal {
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

    @Override
    public int[] labelOf() {
      return classOf;
    }

    @Override
    public int labelCount() {
      return classes.size();
    }
  }

  /**
   * A side whose labels stand for Gaussians that are variables of their own (jd-fl, jd-vl).
   *
   * @param data the samples
   * @param gaussians the label distributions
   * @param gaussianOf the position in {@code gaussians} of what each sample's label stands for;
   *     shared and read-only by agreement
   */
  @SuppressWarnings("ArrayRecordComponent") // one entry a sample, never compared
  public record GaussianSide(LabeledDataset data, GaussianFamily gaussians, int[] gaussianOf)
      implements Marginal {
    /** Checks the dimension. */
    public GaussianSide {
      if (gaussians.dimension() != data.dimension()) {
        throw new InvalidInputException(
            "labels that stand for Gaussians on "
                + gaussians.dimension()
                + " features, but samples of "
                + data.dimension(),
            "Fit the Gaussians to samples of the same shape.");
      }
    }

    /**
     * The side of samples whose labels stand for one Gaussian a class.
     *
     * @param data the samples
     * @param measures the Gaussians of the classes; some may have no sample
     * @return each sample with the Gaussian of its class
     * @throws InvalidInputException if a sample with mass belongs to a class that has no Gaussian
     */
    public static GaussianSide of(LabeledDataset data, LabelMeasures.PerClass measures) {
      Map<Integer, Integer> position = new HashMap<>();
      for (int id : measures.classIds()) {
        position.put(id, position.size());
      }
      int[] gaussianOf = new int[data.size()];
      for (int i = 0; i < gaussianOf.length; i++) {
        int classId = data.labels().classOf(i);
        Integer known = position.get(classId);
        if (known == null && data.weights().get(i) > 0) {
          throw new InvalidInputException(
              "no Gaussian stands for the class " + data.className(classId),
              "Give every class of the samples a Gaussian.");
        }
        // A sample of an unknown class weighs nothing: any Gaussian serves.
        gaussianOf[i] = known == null ? 0 : known;
      }
      return new GaussianSide(data, measures.gaussians(), gaussianOf);
    }

    /**
     * The side of samples with one Gaussian each.
     *
     * @param data the samples
     * @param measures as many Gaussians
     * @return each sample with its own Gaussian
     */
    public static GaussianSide of(LabeledDataset data, LabelMeasures.PerParticle measures) {
      int[] gaussianOf = new int[data.size()];
      Arrays.setAll(gaussianOf, i -> i);
      return new GaussianSide(data, measures.gaussians(), gaussianOf);
    }

    @Override
    public int[] labelOf() {
      return gaussianOf;
    }

    @Override
    public int labelCount() {
      return gaussians.size();
    }

    /**
     * The mass that carries each label.
     *
     * @return w_j, one a Gaussian
     */
    public double[] labelMasses() {
      double[] masses = new double[gaussians.size()];
      for (int i = 0; i < gaussianOf.length; i++) {
        masses[gaussianOf[i]] += data.weights().get(i);
      }
      return masses;
    }
  }

  /**
   * The same transport with another label distance.
   *
   * @param other W₂² between classes
   * @return the same cost otherwise
   */
  public LabeledTransport withLabelDistance(LabelDistance other) {
    return new LabeledTransport(groundCost, other, featureWeight, labelWeight);
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
   * The label distances from Gaussians to classes.
   *
   * @param a the first side
   * @param b the second side
   * @return one row a Gaussian of a, one column a class of b
   * @throws InvalidInputException if the features differ in dimension, or if the label distance
   *     needs samples
   */
  public LabelDistance.GaussianResult labels(GaussianSide a, Side b) {
    requireSameDimension(a, b);
    return labelDistance.between(a.gaussians(), b.classes());
  }

  /**
   * The label distances among Gaussians.
   *
   * @param a a side
   * @return one row and one column a Gaussian
   * @throws InvalidInputException if the label distance needs samples
   */
  public LabelDistance.GaussianResult labels(GaussianSide a) {
    return labelDistance.within(a.gaussians());
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
      Marginal a,
      Marginal b,
      double[][] labels,
      OtSolver solver,
      Optional<KantorovichPotentials> start) {
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
      Marginal a, double[][] labels, OtSolver solver, Optional<KantorovichPotentials> start) {
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
  public CostMatrix cost(Marginal a, Marginal b, double[][] labels) {
    return cost(a.data(), a.labelOf(), b.data(), b.labelOf(), labels);
  }

  /**
   * The cost between samples whose label distances are known, for which nothing else of their
   * classes is needed.
   *
   * @param a samples of the first side
   * @param labelOfA the row of {@code labels} of each
   * @param b samples of the second side
   * @param labelOfB the column of {@code labels} of each
   * @param labels W₂² between the classes
   * @return n×m; stored if the ground cost stores it
   */
  public CostMatrix cost(
      LabeledDataset a, int[] labelOfA, LabeledDataset b, int[] labelOfB, double[][] labels) {
    requireSameDimension(a, b);
    CostMatrix features = groundCost.between(a.features(), b.features());
    return new LabelCosts(featureWeight, labelWeight, labels, labelOfA, labelOfB).addTo(features);
  }

  /**
   * The plan summed over labels.
   *
   * @param result a transport between the sides
   * @param a the first side
   * @param b the second side
   * @return how much mass goes from each class or Gaussian of a to each of b
   */
  public static double[][] classCoupling(TransportResult result, Marginal a, Marginal b) {
    return result.plan().aggregate(a.labelOf(), a.labelCount(), b.labelOf(), b.labelCount());
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
  public Matrix featureGradient(TransportResult result, Marginal a, Marginal b) {
    Matrix mean = groundCost.meanGradient(a.data().features(), b.data().features(), result.plan());
    boolean unbalanced = result.meaning() == TransportResult.Meaning.UNBALANCED_COST;
    double[] sent = unbalanced ? result.plan().rowSums() : new double[0];
    return SampleGradients.perMass(mean, a.data().weights(), featureWeight, sent);
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
    return SampleGradients.perMass(labels.gradient(coupling), a, labelWeight);
  }

  /**
   * (1/w_j)·∂/∂(m_j, L_j) of λ·Σ_jl M_jl·W₂²(a_j, b_l), the label part of the value of a transport
   * with label coupling M, b and M held fixed and w_j the mass that carries label j.
   *
   * @param labels the label distances of the transport
   * @param coupling M
   * @param a the first side
   * @return as many means and roots as a has; zero for labels that no mass carries
   */
  public GaussianFamily labelGradient(
      LabelDistance.GaussianResult labels, double[][] coupling, GaussianSide a) {
    GaussianFamily gradient = labels.gradient(coupling);
    double[] masses = a.labelMasses();
    return new GaussianFamily(
        gradient.form(),
        SampleGradients.perMass(gradient.means(), 1, masses, labelWeight),
        SampleGradients.perMass(gradient.roots(), gradient.rootRows(), masses, labelWeight));
  }

  private static void requireSameDimension(Marginal a, Marginal b) {
    requireSameDimension(a.data(), b.data());
  }

  private static void requireSameDimension(LabeledDataset a, LabeledDataset b) {
    if (a.dimension() != b.dimension()) {
      throw new InvalidInputException(
          "'"
              + a.name()
              + "' has "
              + a.shape().describe()
              + " but '"
              + b.name()
              + "' has "
              + b.shape().describe(),
          "Bring them to one shape first (--resize on the command line).");
    }
  }
}
