/** Two functionals for Otium: a potential and an interaction. */
module org.example.gravity {
  requires otium.api;

  exports org.example.gravity; // settings are public

  provides org.otium.spi.FunctionalProvider with
      org.example.gravity.GravityProvider,
      org.example.gravity.SpringsProvider;
}
