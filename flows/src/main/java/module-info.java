/** Dynamics of particles under a functional, and the rules that turn gradients into steps. */
module otium.flows {
  requires transitive otium.api;
  requires otium.numerics;

  exports org.otium.flows;

  provides org.otium.spi.FlowDynamicsProvider with
      org.otium.flows.FeatureDrivenProvider,
      org.otium.flows.JointFixedProvider,
      org.otium.flows.JointVariableProvider;
  provides org.otium.spi.OptimizerProvider with
      org.otium.flows.SgdProvider,
      org.otium.flows.MomentumProvider,
      org.otium.flows.AdamProvider,
      org.otium.flows.BacktrackingProvider;
}
