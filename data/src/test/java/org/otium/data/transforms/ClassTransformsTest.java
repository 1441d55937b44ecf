package org.otium.data.transforms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.DatasetTransform;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.data.transforms.GroupClassesSettings.Group;
import org.otium.testkit.DatasetTransformContract;

final class ClassTransformsTest {
  @Nested
  final class Kept extends DatasetTransformContract {
    @Override
    protected DatasetTransform transform() {
      return keep("3", "17");
    }

    @Override
    protected boolean keepsSamples() {
      return false;
    }
  }

  @Nested
  final class Grouped extends DatasetTransformContract {
    @Override
    protected DatasetTransform transform() {
      return group(new Group("both", List.of("3", "17")), new Group("one", List.of("10")));
    }
  }

  private static DatasetTransform keep(String... classes) {
    return new KeepClasses(new KeepClassesSettings(List.of(classes)));
  }

  private static DatasetTransform group(Group... groups) {
    return new GroupClasses(new GroupClassesSettings(List.of(groups)));
  }

  private static LabeledDataset pets() {
    return LabeledDataset.of(
            "pets", Matrix.wrap(4, 1, new float[] {0, 1, 2, 3}), Labels.hard(4, 7, 9, 4))
        .withClassNames(Map.of(4, "tabby", 7, "pug", 9, "siamese"))
        .withWeights(Weights.proportional(1, 2, 3, 4));
  }

  @Test
  void keptClassesKeepIdsNamesAndProportions() {
    LabeledDataset kept = keep("tabby", "9").apply(pets(), 0);
    assertArrayEquals(new float[] {0, 2, 3}, kept.features().array());
    assertArrayEquals(new int[] {4, 9}, kept.classIds());
    assertEquals(Map.of(4, "tabby", 9, "siamese"), kept.classNames());
    assertArrayEquals(new double[] {1 / 8.0, 3 / 8.0, 4 / 8.0}, kept.weights().toArray(), 1e-12);
  }

  @Test
  void groupsCountFromZeroInTheirOrderAndTheRestIsLeftOut() {
    LabeledDataset both =
        group(new Group("dog", List.of("pug")), new Group("cat", List.of("siamese", "tabby")))
            .apply(pets(), 0);
    assertEquals(Labels.hard(1, 0, 1, 1), both.labels());
    assertEquals(Map.of(0, "dog", 1, "cat"), both.classNames());
    assertEquals(pets().weights(), both.weights());
    LabeledDataset cats = group(new Group("cat", List.of("siamese", "4"))).apply(pets(), 0);
    assertEquals(Labels.hard(0, 0, 0), cats.labels());
  }

  @Test
  void sharesAreSummedByGroupAndScaledToOne() {
    // Sample 0 has nothing of the groups, sample 1 shares of both of one group and of another.
    LabeledDataset soft =
        LabeledDataset.of(
            "soft",
            Matrix.wrap(3, 1, new float[] {0, 1, 2}),
            Labels.soft(
                new int[] {1, 2, 3, 5},
                Matrix.wrap(
                    3, 4, new float[] {0, 0, 0, 1, 0.1f, 0.2f, 0.3f, 0.4f, 0, 0, 0.5f, 0.5f})));
    LabeledDataset grouped =
        group(new Group("a", List.of("1", "3")), new Group("b", List.of("2"))).apply(soft, 0);
    assertArrayEquals(new float[] {1, 2}, grouped.features().array());
    assertEquals(0.4 / 0.6, grouped.labels().share(0, 0), 1e-6);
    assertEquals(0.2 / 0.6, grouped.labels().share(0, 1), 1e-6);
    assertEquals(1, grouped.labels().share(1, 0), 1e-6);
    LabeledDataset kept = keep("3").apply(soft, 0);
    assertArrayEquals(new int[] {3}, kept.classIds());
    assertEquals(2, kept.size());
  }

  @Test
  void unknownAndDoubtfulNamesAreRefused() {
    for (DatasetTransform wrong : Arrays.asList(keep("tabbi"), keep("5"))) {
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> wrong.apply(pets(), 0));
      assertTrue(e.what().startsWith("'pets' has no class '"), e.what());
      assertEquals("Name one of 'tabby' (4), 'pug' (7), 'siamese' (9).", e.remedy());
    }
    LabeledDataset twins = pets().withClassNames(Map.of(4, "cat", 9, "cat"));
    assertThrows(InvalidInputException.class, () -> keep("cat").apply(twins, 0));
    DatasetTransform twice = group(new Group("a", List.of("tabby")), new Group("b", List.of("4")));
    assertThrows(InvalidInputException.class, () -> twice.apply(pets(), 0));
  }

  @Test
  void settingsNameEachClassOnce() {
    Group a = new Group("a", List.of("x"));
    assertThrows(InvalidInputException.class, () -> group(a, new Group("b", List.of("x"))));
    assertThrows(InvalidInputException.class, () -> group(a, new Group("a", List.of("y"))));
    assertThrows(InvalidInputException.class, () -> group());
    assertThrows(InvalidInputException.class, () -> keep());
  }
}
