/** Formats that labelled datasets are read from and written to. */
module otium.data {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;
}
