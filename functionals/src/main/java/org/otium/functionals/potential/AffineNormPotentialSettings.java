package org.otium.functionals.potential;

import java.util.List;
import org.otium.settings.Setting;

/**
 * Affine maps x ↦ Ax − b.
 *
 * @param matrix the rows of A; empty for the identity
 * @param offset b; empty for zeros
 * @param classes maps of single classes. The others take {@code matrix} and {@code offset}, or are
 *     left alone if neither is given
 */
public record AffineNormPotentialSettings(
    @Setting(
            doc = "A, a list of rows with one number a feature each; empty for the identity.",
            defaultValue = "[]")
        List<List<Double>> matrix,
    @Setting(doc = "b, one number a row of A; empty for zeros.", defaultValue = "[]")
        List<Double> offset,
    @Setting(
            doc =
                "Maps of single classes; other classes are left alone if matrix and offset are empty.",
            defaultValue = "[]")
        List<ClassMap> classes) {
  /** Copies the lists. */
  public AffineNormPotentialSettings {
    matrix = matrix.stream().map(List::copyOf).toList();
    offset = List.copyOf(offset);
    classes = List.copyOf(classes);
    // what cannot be a map is refused here, where the user can be told the place
    AffineMap.of(matrix, offset);
    AffineNormPotential.byClass(classes);
  }

  /**
   * The map of one class.
   *
   * @param classId the class
   * @param matrix the rows of A_y; empty for the identity
   * @param offset b_y; empty for zeros
   */
  public record ClassMap(
      @Setting(doc = "The class id y.") int classId,
      @Setting(
              doc = "A_y, a list of rows with one number a feature each; empty for the identity.",
              defaultValue = "[]")
          List<List<Double>> matrix,
      @Setting(doc = "b_y, one number a row of A_y; empty for zeros.", defaultValue = "[]")
          List<Double> offset) {
    /** Copies the lists. */
    public ClassMap {
      matrix = matrix.stream().map(List::copyOf).toList();
      offset = List.copyOf(offset);
      AffineMap.of(matrix, offset);
    }
  }
}
