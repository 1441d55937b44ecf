/**
 * Contract tests: a plugin author extends the class for the plugin's kind, implements a method or
 * two, and JUnit runs the rest.
 */
module otium.testkit {
  requires transitive otium.api;
  requires transitive org.junit.jupiter.api;

  exports org.otium.testkit;
}
