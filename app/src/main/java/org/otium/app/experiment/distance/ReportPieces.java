package org.otium.app.experiment.distance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.otium.api.Cancellation;
import org.otium.api.ClusterJob;
import org.otium.app.experiment.LentWorkspace;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.Workspace;
import org.otium.app.runs.FolderTree;
import org.otium.app.runs.Json;
import org.otium.app.runs.JsonTree;
import org.otium.spi.ClusterWork;

/**
 * The comparison of two datasets as the one piece of a job: the numbers come back, and the files of
 * the report, so that no folder needs to be shared.
 *
 * @param job what the job says
 * @param workspace where it is done
 */
public record ReportPieces(Map<String, Object> job, Workspace workspace)
    implements ClusterWork.Pieces {
  private static final String FROM = "from";
  private static final String KEY = "both";

  /**
   * Whether a job asks for this.
   *
   * @param job what it says
   * @return false if it compares many datasets
   */
  public static boolean isFor(Map<String, Object> job) {
    return job.containsKey(FROM);
  }

  /**
   * What comes back.
   *
   * @param outcome {@link OutcomeTree}
   * @param files the content of files by their names; none if no report was wanted
   */
  record Made(Map<String, Object> outcome, Map<String, byte[]> files) {
    byte[] bytes() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        write(out, Json.compact(outcome).getBytes(StandardCharsets.UTF_8));
        out.writeInt(files.size());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          out.writeUTF(file.getKey());
          write(out, file.getValue());
        }
      }
      return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] content) throws IOException {
      out.writeInt(content.length);
      out.write(content);
    }

    static Made of(byte[] bytes) throws IOException {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        String outcome = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
          String name = in.readUTF();
          files.put(name, in.readNBytes(in.readInt()));
        }
        return new Made(Json.read(outcome), files);
      }
    }
  }

  static ClusterJob job(
      Workspace workspace, Object from, Object to, Map<String, Object> settings, boolean report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("workspace", LentWorkspace.described(workspace));
    tree.put(FROM, workspace.library().anywhere(from));
    tree.put("to", workspace.library().anywhere(to));
    tree.put("settings", settings);
    tree.put("report", report);
    return new ClusterJob(PairPieces.WORK, Json.compact(tree), List.of(KEY));
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    return Cancellation.during(stopped, this::made);
  }

  private byte[] made() throws IOException {
    Path temporary = Files.createTempDirectory("otium-pair-");
    try {
      Path folder = temporary.resolve("pair");
      boolean isReported = Boolean.TRUE.equals(job.get("report"));
      DistanceOutcome outcome =
          new DistanceExperiment(workspace, Progress.untold())
              .run(
                  JsonTree.value(job, FROM),
                  JsonTree.value(job, "to"),
                  JsonTree.map(job.get("settings")),
                  isReported ? Optional.of(folder) : Optional.empty());
      return new Made(OutcomeTree.tree(outcome), isReported ? files(folder) : Map.of()).bytes();
    } finally {
      FolderTree.delete(temporary);
    }
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : (Iterable<Path>) all.sorted()::iterator) {
        files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return files;
  }
}
