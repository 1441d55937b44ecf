package org.otium.spi;

import java.util.Arrays;
import java.util.Optional;
import org.otium.api.Classifier;
import org.otium.api.Cluster;
import org.otium.api.Clustering;
import org.otium.api.DatasetDistance;
import org.otium.api.DatasetFormat;
import org.otium.api.DatasetMapping;
import org.otium.api.DatasetSource;
import org.otium.api.DatasetTransform;
import org.otium.api.Encoder;
import org.otium.api.FlowDynamics;
import org.otium.api.Functional;
import org.otium.api.GroundCost;
import org.otium.api.Interpolation;
import org.otium.api.LabelDistance;
import org.otium.api.LinearAlgebra;
import org.otium.api.MeasureKernel;
import org.otium.api.Optimizer;
import org.otium.api.OtSolver;

/** The kinds of plugin: what each is called, who provides it and what it makes. */
public enum Kind {
  /** Costs between points. */
  GROUND_COST("ground-cost", GroundCostProvider.class, GroundCost.class),
  /** Solvers of optimal transport problems. */
  OT_SOLVER("ot-solver", OtSolverProvider.class, OtSolver.class),
  /** Distances between classes. */
  LABEL_DISTANCE("label-distance", LabelDistanceProvider.class, LabelDistance.class),
  /** Distances between labelled datasets. */
  DATASET_DISTANCE("dataset-distance", DatasetDistanceProvider.class, DatasetDistance.class),
  /** Functions of datasets that a flow descends. */
  FUNCTIONAL("functional", FunctionalProvider.class, Functional.class),
  /** Kernels between measures. */
  MEASURE_KERNEL("measure-kernel", MeasureKernelProvider.class, MeasureKernel.class),
  /** Dynamics of particles. */
  FLOW_DYNAMICS("flow-dynamics", FlowDynamicsProvider.class, FlowDynamics.class),
  /** Rules that turn gradients into steps. */
  OPTIMIZER("optimizer", OptimizerProvider.class, Optimizer.class),
  /** Groupings of points without labels. */
  CLUSTERING("clustering", ClusteringProvider.class, Clustering.class),
  /** Maps from one dataset to another. */
  DATASET_MAPPING("dataset-mapping", DatasetMappingProvider.class, DatasetMapping.class),
  /** Interpolations between datasets. */
  INTERPOLATION("interpolation", InterpolationProvider.class, Interpolation.class),
  /** Classifiers. */
  CLASSIFIER("classifier", ClassifierProvider.class, Classifier.class),
  /** Embeddings of feature space. */
  ENCODER("encoder", EncoderProvider.class, Encoder.class),
  /** Readers and writers of datasets. */
  DATASET_FORMAT("dataset-format", DatasetFormatProvider.class, DatasetFormat.class),
  /** Generators of datasets. */
  DATASET_SOURCE("dataset-source", DatasetSourceProvider.class, DatasetSource.class),
  /** Transforms of datasets. */
  DATASET_TRANSFORM("dataset-transform", DatasetTransformProvider.class, DatasetTransform.class),
  /** Matrix products and decompositions. */
  LINEAR_ALGEBRA("linear-algebra", LinearAlgebraProvider.class, LinearAlgebra.class),
  /** Machines that do pieces of work. */
  CLUSTER("cluster", ClusterProvider.class, Cluster.class);

  private final String id;

  @SuppressWarnings("rawtypes")
  private final Class<? extends Provider> provider;

  private final Class<?> product;

  @SuppressWarnings("rawtypes")
  Kind(String id, Class<? extends Provider> provider, Class<?> product) {
    this.id = id;
    this.provider = provider;
    this.product = product;
  }

  /**
   * The name of the kind.
   *
   * @return kebab-case
   */
  public String id() {
    return id;
  }

  /**
   * The interface that providers of this kind implement.
   *
   * @return a service type
   */
  @SuppressWarnings("rawtypes")
  public Class<? extends Provider> provider() {
    return provider;
  }

  /**
   * What providers of this kind make.
   *
   * @return an interface of {@code org.otium.api}
   */
  public Class<?> product() {
    return product;
  }

  /**
   * The kind whose product a type is.
   *
   * @param type any type
   * @return its kind, or nothing if it is no plugin product
   */
  public static Optional<Kind> ofProduct(Class<?> type) {
    return Arrays.stream(values()).filter(k -> k.product == type).findFirst();
  }

  @Override
  public String toString() {
    return id;
  }
}
