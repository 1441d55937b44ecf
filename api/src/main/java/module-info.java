/**
 * The vocabulary of Otium and the interfaces that its plugins implement.
 *
 * <p>{@code org.otium.api} holds immutable data (datasets, measures, transport problems and
 * results, flow states) and the products that plugins make (solvers, functionals, dynamics, …).
 * {@code org.otium.spi} holds one provider interface a kind; they are found by {@link
 * java.util.ServiceLoader}. {@code org.otium.settings} turns a plain tree of values into a settings
 * record and describes that record.
 *
 * <p>Depends on the JDK alone.
 */
module otium.api {
  requires static transitive org.jspecify;

  exports org.otium.api;
  exports org.otium.spi;
  exports org.otium.settings;
}
