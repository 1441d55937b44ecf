/**
 * Contract tests: a plugin author extends the class for the plugin's kind, implements a method or
 * two, and JUnit runs the rest.
 */
module otium.testkit {
  requires transitive otium.api;
  requires transitive org.junit.jupiter.api;

  // Only the rules need it, and whoever checks them brings it.
  requires static com.tngtech.archunit;

  exports org.otium.testkit;
  exports org.otium.testkit.rules;

  uses org.otium.spi.ClassifierProvider;
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
}
