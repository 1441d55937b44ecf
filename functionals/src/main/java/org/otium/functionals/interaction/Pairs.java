package org.otium.functionals.interaction;

/** Which pairs of samples interact. */
public enum Pairs {
  /** All. */
  ALL,
  /** Those of different classes: 1[y ≠ y']. */
  DIFFERENT_CLASSES,
  /** Those of one class: 1[y = y']. */
  SAME_CLASS;

  boolean include(int classId, int otherId) {
    return switch (this) {
      case ALL -> true;
      case DIFFERENT_CLASSES -> classId != otherId;
      case SAME_CLASS -> classId == otherId;
    };
  }
}
