package org.otium.app.experiment.interpolation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.app.experiment.Preparation;
import org.otium.app.pictures.ScatterPlot;

/** Draws which classes a map of the plane gives (GG fig. 8). Equal names have equal colours. */
final class MappedClasses {
  private MappedClasses() {}

  /** Three panels side by side; nothing where samples are no points of the plane. */
  static Optional<ScatterPlot> plot(MappedSamples mapped) {
    LabeledDataset from = mapped.from();
    if (from.dimension() != 2 || from.shape().isImage()) {
      return Optional.empty();
    }
    LabeledDataset to = Preparation.subset(mapped.to(), from.size(), 0).dataset();
    List<String> names = new ArrayList<>(names(mapped.to()));
    int[] colours = colours(names(from), names);
    int[] positions = from.classPositions();
    Arrays.setAll(positions, i -> colours[positions[i]]);
    List<ScatterPlot.Dot> images = dots(mapped.image().features(), mapped.given());
    List<ScatterPlot.Dot> wrong = wrong(mapped, images);
    return Optional.of(
        new ScatterPlot(
            from.name() + " → " + to.name(),
            List.of(
                panel(from.name(), dots(from.features(), positions), List.of()),
                panel("Mapped, in the classes given", images, wrong),
                panel(to.name(), dots(to.features(), positions(to, mapped.to())), List.of())),
            names,
            false));
  }

  private static List<String> names(LabeledDataset dataset) {
    return Arrays.stream(dataset.classIds()).mapToObj(dataset::className).toList();
  }

  /** The position of each name among all; names that are new come behind. */
  private static int[] colours(List<String> names, List<String> all) {
    names.stream().filter(name -> !all.contains(name)).forEach(all::add);
    return names.stream().mapToInt(all::indexOf).toArray();
  }

  /** Among the classes of the whole dataset: a part of it may lack some. */
  private static int[] positions(LabeledDataset some, LabeledDataset whole) {
    int[] positions = new int[some.size()];
    Arrays.setAll(positions, i -> Arrays.binarySearch(whole.classIds(), some.labels().classOf(i)));
    return positions;
  }

  private static List<ScatterPlot.Dot> wrong(MappedSamples mapped, List<ScatterPlot.Dot> images) {
    List<ScatterPlot.Dot> wrong = new ArrayList<>();
    mapped
        .places()
        .ifPresent(
            places -> {
              for (int i = 0; i < places.length; i++) {
                if (places[i] != mapped.given()[i]) {
                  wrong.add(images.get(i));
                }
              }
            });
    return wrong;
  }

  private static List<ScatterPlot.Dot> dots(Matrix points, int[] classes) {
    List<ScatterPlot.Dot> dots = new ArrayList<>();
    for (int i = 0; i < points.rows(); i++) {
      dots.add(new ScatterPlot.Dot(points.get(i, 0), points.get(i, 1), classes[i]));
    }
    return dots;
  }

  private static ScatterPlot.Panel panel(
      String caption, List<ScatterPlot.Dot> dots, List<ScatterPlot.Dot> crossed) {
    return new ScatterPlot.Panel(caption, dots, List.of(), crossed);
  }
}
