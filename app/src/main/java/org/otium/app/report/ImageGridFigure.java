package org.otium.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.Matrix;
import org.otium.app.pictures.SampleTiles;

/**
 * Images in rows, a row a class, at several steps with a scrubber over them. Each step is one
 * picture; where all of them would be too large for a report, some steps are left out.
 *
 * @param title what it shows
 * @param tiles how samples are drawn
 * @param rows the rows, at least one
 * @param frames where the samples are at several steps, ascending, at least one
 */
public record ImageGridFigure(String title, SampleTiles tiles, List<Row> rows, List<Frame> frames)
    implements Figure {
  /** How large all pictures together may be before steps are left out, in bytes. */
  private static final long BUDGET = 2L << 20;

  /** How many steps stand side by side in the still picture. */
  private static final int SIDE_BY_SIDE = 9;

  /**
   * One row.
   *
   * @param name the class
   * @param note what is said after the row; may be empty
   * @param samples which rows of a frame's samples are shown, from left to right, at least one
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Row(String name, String note, int[] samples) {}

  /**
   * All samples at one step.
   *
   * @param step how many steps were made
   * @param samples the samples
   */
  public record Frame(long step, Matrix samples) {}

  /** Copies the lists. */
  public ImageGridFigure {
    rows = List.copyOf(rows);
    frames = List.copyOf(frames);
    if (rows.isEmpty() || frames.isEmpty()) {
      throw new IllegalArgumentException("a grid without images");
    }
  }

  /** The first sample of each row, step by step from left to right. */
  @Override
  public void still(Markup markup) {
    List<Frame> some = Spread.over(frames, SIDE_BY_SIDE);
    List<List<SampleTiles.Frame>> strips = new ArrayList<>();
    for (Row row : rows) {
      strips.add(some.stream().map(f -> new SampleTiles.Frame(f.samples, row.samples[0])).toList());
    }
    StripFigure.write(
        markup,
        tiles,
        rows.stream().map(Row::name).toList(),
        strips,
        some.stream().map(f -> Long.toString(f.step)).toList());
  }

  @Override
  public Map<String, Object> data() {
    int columns = rows.stream().mapToInt(row -> row.samples.length).max().orElse(1);
    List<Frame> drawn = frames;
    List<byte[]> pictures = drawn.parallelStream().map(this::picture).toList();
    long bytes = pictures.stream().mapToLong(picture -> picture.length).sum();
    if (bytes > BUDGET) {
      int most = Math.max(2, (int) (frames.size() * BUDGET / bytes));
      drawn = Spread.over(frames, most);
      pictures = Spread.over(pictures, most);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "images");
    data.put("title", title);
    data.put("rows", rows.stream().map(Row::name).toList());
    data.put("notes", rows.stream().map(Row::note).toList());
    data.put("columns", columns);
    data.put("lengths", rows.stream().map(row -> row.samples.length).toList());
    data.put("width", tiles.shape().width());
    data.put("height", tiles.shape().height());
    data.put("steps", drawn.stream().map(Frame::step).toList());
    data.put("pictures", pictures.stream().map(Page::dataUri).toList());
    return data;
  }

  private byte[] picture(Frame frame) {
    return tiles.sheet(
        rows.stream()
            .map(
                row ->
                    java.util.Arrays.stream(row.samples)
                        .mapToObj(i -> new SampleTiles.Frame(frame.samples, i))
                        .toList())
            .toList());
  }
}
