package org.otium.learners.encoding;

import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * Random changes of images. The strengths are those of differentiable siamese augmentation (Zhao,
 * Bilen 2021), with one number less: only images without handedness may be flipped, which digits
 * are not.
 *
 * @param all whether all changes are made, one after the other, instead of one drawn at random
 * @param translation how far images move, as a share of their height and width
 * @param rotation how far they turn, in degrees to either side
 * @param scale by what factor they grow or shrink at most; 1 for not at all
 * @param flip whether half of them are mirrored
 * @param cutout the side of the square that is blanked, as a share of height and width
 * @param brightness how much may be added or taken, in halves of the range of pixels
 * @param contrast how much of the contrast may go, and be added
 * @param saturation by what factor colours may be stronger than before
 */
public record RandomAugmentationSettings(
    @Setting(
            doc = "Make all changes, one after the other; otherwise one is drawn each time.",
            defaultValue = "false")
        boolean all,
    @Setting(
            doc = "How far images move, as a share of height and width; 0 for not at all.",
            defaultValue = "0.125",
            min = 0,
            max = 1)
        double translation,
    @Setting(
            doc = "How far images turn to either side, in degrees; 0 for not at all.",
            defaultValue = "15",
            min = 0,
            max = 180)
        double rotation,
    @Setting(
            doc = "By what factor images grow or shrink at most; 1 for not at all.",
            defaultValue = "1.2",
            min = 1,
            max = 10)
        double scale,
    @Setting(
            doc = "Mirror half of the images, left to right; not for digits and letters.",
            defaultValue = "false")
        boolean flip,
    @Setting(
            doc =
                "The side of the square that is blanked, as a share of height and width; 0 for none.",
            defaultValue = "0.5",
            min = 0,
            max = 1)
        double cutout,
    @Setting(
            doc =
                "How much brighter or darker, in halves of the range of pixels; 0 for not at all.",
            defaultValue = "1",
            min = 0,
            max = 2)
        double brightness,
    @Setting(
            doc = "Contrast is multiplied by a number this far from 1 at most; 0 for not at all.",
            defaultValue = "0.5",
            min = 0,
            max = 1)
        double contrast,
    @Setting(
            doc =
                "Colours become up to so many times as strong, or fade; 0 for not at all. Gray images have none.",
            defaultValue = "2",
            min = 0,
            max = 10)
        double saturation) {
  /** Checks that there is something to do. */
  public RandomAugmentationSettings {
    if (translation == 0
        && rotation == 0
        && scale == 1
        && !flip
        && cutout == 0
        && brightness == 0
        && contrast == 0
        && saturation == 0) {
      throw new InvalidInputException(
          "an augmentation that changes nothing", "Leave it out, or set one of its strengths.");
    }
  }

  /**
   * As in differentiable siamese augmentation, without flips.
   *
   * @return the settings
   */
  public static RandomAugmentationSettings defaults() {
    return new RandomAugmentationSettings(false, 0.125, 15, 1.2, false, 0.5, 1, 0.5, 2);
  }
}
