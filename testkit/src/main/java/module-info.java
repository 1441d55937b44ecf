/** Contract tests that a plugin has to pass. */
module otium.testkit {
  requires transitive otium.api;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;
}
