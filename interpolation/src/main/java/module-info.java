/** Dataset maps and interpolations between datasets. */
module otium.interpolation {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;
}
