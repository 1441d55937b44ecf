package org.otium.functionals.potential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.api.PotentialEnergy;

/**
 * V(x, y) = ‖A_y x − b_y‖, with one map for all classes or one for each (DD §5). Where A_y x = b_y,
 * the subgradient zero.
 */
public final class AffineNormPotential implements PotentialEnergy {
  private final Map<Integer, AffineMap> byClass;
  private final @Nullable AffineMap others;

  /**
   * Makes the potential.
   *
   * @param settings the maps
   */
  public AffineNormPotential(AffineNormPotentialSettings settings) {
    this.byClass = byClass(settings.classes());
    boolean classesAlone =
        !byClass.isEmpty() && settings.matrix().isEmpty() && settings.offset().isEmpty();
    this.others = classesAlone ? null : AffineMap.of(settings.matrix(), settings.offset());
  }

  static Map<Integer, AffineMap> byClass(List<AffineNormPotentialSettings.ClassMap> classes) {
    Map<Integer, AffineMap> maps = new HashMap<>();
    for (AffineNormPotentialSettings.ClassMap c : classes) {
      if (maps.put(c.classId(), AffineMap.of(c.matrix(), c.offset())) != null) {
        throw new InvalidInputException(
            "class " + c.classId() + " has two maps", "Give every class one map.");
      }
    }
    return maps;
  }

  @Override
  public double evaluate(float[] point, int classId, float[] gradient) {
    AffineMap own = byClass.get(classId);
    AffineMap map = own == null ? others : own;
    return map == null ? 0 : map.norm(point, gradient);
  }
}
