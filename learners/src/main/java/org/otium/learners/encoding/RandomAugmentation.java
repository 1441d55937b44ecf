package org.otium.learners.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;

/**
 * A random change of images, the same for all of them: differentiable siamese augmentation (Zhao,
 * Bilen 2021; variant A of WoW). Images are moved, turned, scaled, mirrored, blanked in a square,
 * or changed in brightness, contrast and saturation, whichever the seed decides. Each of these is
 * an affine map of the pixels, so that gradients come back through its transpose exactly. What
 * comes into view from outside, and what is blanked, has the lowest value of the range of pixels.
 */
public final class RandomAugmentation implements Encoder {
  private final RandomAugmentationSettings settings;
  private final Compute compute;

  /**
   * Makes the encoder.
   *
   * @param settings what may change, and how much
   * @param compute threads
   */
  public RandomAugmentation(RandomAugmentationSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  /** What may change, in the order in which changes are made where all are. */
  private enum Change {
    COLOUR,
    TRANSLATION,
    CUTOUT,
    FLIP,
    SCALE,
    ROTATION
  }

  /**
   * Draws a change for images of the samples' shape.
   *
   * @throws InvalidInputException if the samples are no images
   */
  @Override
  public Embedding fit(LabeledDataset samples, long seed) {
    FeatureShape shape = samples.shape();
    if (shape.height() < 2 || shape.width() < 2) {
      throw new InvalidInputException(
          "'" + samples.name() + "' (" + shape.describe() + ") holds no images to augment",
          "Use augmentation with images, and leave it out for other features.");
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Change> possible = possible(shape);
    List<Change> made =
        settings.all() || possible.isEmpty()
            ? possible
            : List.of(possible.get(random.nextInt(possible.size())));
    double low = Double.isFinite(shape.low()) ? shape.low() : 0;
    double range = Double.isFinite(shape.high() - shape.low()) ? shape.high() - shape.low() : 1;
    ColourChange colour = ColourChange.NONE;
    double[] inverse = {1, 0, 0, 1, 0, 0};
    int[] blank = {0, 0, 0, 0};
    for (Change change : made) {
      switch (change) {
        case COLOUR -> colour = colour(random, range, shape.channels());
        case TRANSLATION -> {
          inverse[4] = -Math.rint(spread(random, settings.translation() * shape.height()));
          inverse[5] = -Math.rint(spread(random, settings.translation() * shape.width()));
        }
        case CUTOUT -> blank = square(random, shape);
        case FLIP -> {
          if (random.nextBoolean()) {
            inverse = PixelMap.chained(inverse, 1, 0, 0, -1);
          }
        }
        case SCALE -> {
          double height = factor(random);
          double width = factor(random);
          inverse = PixelMap.chained(inverse, 1 / height, 0, 0, 1 / width);
        }
        case ROTATION -> {
          double angle = Math.toRadians(spread(random, settings.rotation()));
          double cos = Math.cos(angle);
          double sin = Math.sin(angle);
          inverse = PixelMap.chained(inverse, cos, -sin, sin, cos);
        }
      }
    }
    PixelMap map = PixelMap.of(shape.height(), shape.width(), inverse, blank);
    return new Augmented(shape, map, colour, (float) low, compute.threads());
  }

  /** What can be seen in images of this shape and is switched on. */
  private List<Change> possible(FeatureShape shape) {
    List<Change> possible = new ArrayList<>();
    boolean coloured = shape.channels() > 1 && settings.saturation() > 0;
    if (settings.brightness() > 0 || settings.contrast() > 0 || coloured) {
      possible.add(Change.COLOUR);
    }
    if (settings.translation() > 0) {
      possible.add(Change.TRANSLATION);
    }
    if (settings.cutout() > 0) {
      possible.add(Change.CUTOUT);
    }
    if (settings.flip()) {
      possible.add(Change.FLIP);
    }
    if (settings.scale() > 1) {
      possible.add(Change.SCALE);
    }
    if (settings.rotation() > 0) {
      possible.add(Change.ROTATION);
    }
    return possible;
  }

  private ColourChange colour(RandomGenerator random, double range, int channels) {
    double brightness = spread(random, settings.brightness() / 2) * range;
    double saturation = settings.saturation() * random.nextDouble();
    double contrast = 1 + spread(random, settings.contrast());
    boolean coloured = channels > 1 && settings.saturation() > 0;
    return new ColourChange(
        (float) brightness, coloured ? (float) saturation : 1f, (float) contrast);
  }

  private int[] square(RandomGenerator random, FeatureShape shape) {
    int height = (int) Math.rint(settings.cutout() * shape.height());
    int width = (int) Math.rint(settings.cutout() * shape.width());
    // The centre may lie anywhere, so that part of the square may lie outside.
    int top = random.nextInt(shape.height()) - height / 2;
    int left = random.nextInt(shape.width()) - width / 2;
    return new int[] {top, left, top + height, left + width};
  }

  private double factor(RandomGenerator random) {
    return 1 / settings.scale() + random.nextDouble() * (settings.scale() - 1 / settings.scale());
  }

  private static double spread(RandomGenerator random, double most) {
    return (2 * random.nextDouble() - 1) * most;
  }
}
