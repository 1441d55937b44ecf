/** Command line, experiments, reports and the plugin directory. */
module otium.app {
  requires transitive otium.api;
  requires otium.data;
  requires otium.flows;
  requires otium.functionals;
  requires otium.interpolation;
  requires otium.learners;
  requires otium.linalg.openblas;
  requires otium.numerics;
  requires otium.solvers.exact;
  requires otium.solvers.sinkhorn;
  requires com.fasterxml.jackson.databind;
  requires com.google.guice;
  requires commons.math3;
  requires info.picocli;
  requires jakarta.inject;
  requires java.desktop;
  requires java.logging;
  requires org.snakeyaml.engine;
  requires static org.jspecify;

  uses org.otium.spi.ClassifierProvider;
  uses org.otium.spi.ClusterProvider;
  uses org.otium.spi.ClusteringProvider;
  uses org.otium.spi.DatasetDistanceProvider;
  uses org.otium.spi.DatasetFormatProvider;
  uses org.otium.spi.DatasetMappingProvider;
  uses org.otium.spi.DatasetSourceProvider;
  uses org.otium.spi.DatasetTransformProvider;
  uses org.otium.spi.EncoderProvider;
  uses org.otium.spi.FlowDynamicsProvider;
  uses org.otium.spi.FunctionalProvider;
  uses org.otium.spi.GroundCostProvider;
  uses org.otium.spi.InterpolationProvider;
  uses org.otium.spi.LabelDistanceProvider;
  uses org.otium.spi.LinearAlgebraProvider;
  uses org.otium.spi.MeasureKernelProvider;
  uses org.otium.spi.OptimizerProvider;
  uses org.otium.spi.OtSolverProvider;

  // What processes that work for a cluster do.
  provides org.otium.spi.ClusterWork with
      org.otium.app.cluster.LabelsWork,
      org.otium.app.cluster.PairsWork,
      org.otium.app.cluster.PartsWork,
      org.otium.app.cluster.RunsWork;

  exports org.otium.app.library;
  // The settings of experiments are records that the binder makes.
  exports org.otium.app.experiment.classify to
      otium.api;
  exports org.otium.app.experiment.distance to
      otium.api;
  exports org.otium.app.experiment.distill to
      otium.api;
  exports org.otium.app.experiment.flow to
      otium.api;
  exports org.otium.app.experiment.interpolation to
      otium.api;
  exports org.otium.app.experiment.labels to
      otium.api;
  exports org.otium.app.experiment.transfer to
      otium.api;

  opens org.otium.app.command to
      com.google.guice,
      info.picocli;
  opens org.otium.app.history.cli to
      com.google.guice,
      info.picocli;
  opens org.otium.app.plugins.cli to
      com.google.guice,
      info.picocli;
  opens org.otium.app.schema to
      com.google.guice,
      info.picocli;
  opens org.otium.app.wiring to
      com.google.guice;
}
