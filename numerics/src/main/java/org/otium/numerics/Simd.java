package org.otium.numerics;

/** Whether the Vector API is there; decided once, when the first kernel is used. */
final class Simd {
  /** True where the module {@code jdk.incubator.vector} was resolved. */
  static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private Simd() {}
}
