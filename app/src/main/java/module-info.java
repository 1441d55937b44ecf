/** Command line, experiments, reports and the plugin directory. */
module otium.app {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;
}
