package org.otium.app.experiment.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.otium.api.LabeledDataset;
import org.otium.app.pictures.SampleTiles;
import org.otium.app.report.ImageGridFigure;
import org.otium.app.report.Spread;
import org.otium.app.runs.Trajectory;

/**
 * Recorded images, a row a class, for a report.
 *
 * @param source what flows
 * @param tiles how images are cut and scaled
 */
public record MovingImages(LabeledDataset source, SampleTiles tiles) {
  private static final int MOST_CLASSES = 20;
  private static final int COLUMNS = 10;
  private static final int MOST_FRAMES = 31;
  private static final int COLUMNS_BESIDE = 5;
  private static final int FRAMES_BESIDE = 16;

  /**
   * Images along a flow, a row a class.
   *
   * @param title the heading
   * @param trajectory every frame that was kept
   * @param becomes for a class of the source, the class of the target that it ends at
   * @return a figure
   */
  public ImageGridFigure figure(String title, Trajectory trajectory, Map<Integer, String> becomes) {
    return figure(title, trajectory, becomes, COLUMNS, MOST_FRAMES);
  }

  /** The same with less in it, for a page of several. */
  ImageGridFigure beside(String title, Trajectory trajectory, Map<Integer, String> becomes) {
    return figure(title, trajectory, becomes, COLUMNS_BESIDE, FRAMES_BESIDE);
  }

  private ImageGridFigure figure(
      String title,
      Trajectory trajectory,
      Map<Integer, String> becomes,
      int columns,
      int mostFrames) {
    int[] particles = trajectory.particles();
    List<ImageGridFigure.Row> rows = new ArrayList<>();
    List<Integer> chosen = new ArrayList<>();
    for (int id : source.classIds()) {
      int[] members =
          IntStream.range(0, particles.length)
              .filter(i -> source.labels().classOf(particles[i]) == id)
              .limit(columns)
              .toArray();
      if (members.length > 0 && rows.size() < MOST_CLASSES) {
        int first = chosen.size();
        for (int member : members) {
          chosen.add(member);
        }
        String end = becomes.getOrDefault(id, "");
        rows.add(
            new ImageGridFigure.Row(
                source.className(id),
                end.isEmpty() ? "" : "→ " + end,
                IntStream.range(first, chosen.size()).toArray()));
      }
    }
    int[] selected = chosen.stream().mapToInt(Integer::intValue).toArray();
    List<ImageGridFigure.Frame> frames =
        Spread.over(trajectory.frames(), mostFrames).stream()
            .map(f -> new ImageGridFigure.Frame(f.step(), f.features().selectRows(selected)))
            .toList();
    return new ImageGridFigure(title, tiles, rows, frames);
  }
}
