package org.otium.benchmarks.compare;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.otium.api.Compute;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpyFile;
import org.otium.linalg.openblas.OpenBlasLinearAlgebra;

/**
 * Otium's side, a process of its own. It takes the same orders as the other side: {@code run} does
 * the work once and answers with the seconds it took, {@code save} writes the arrays of the last
 * run.
 */
final class OtiumWorker {
  private OtiumWorker() {}

  /**
   * Waits for orders on standard input.
   *
   * @param args the work, the folder of inputs, the folder for outputs, the number of threads
   * @throws IOException if a file cannot be read or written
   */
  static void main(String[] args) throws IOException {
    Work work =
        Arrays.stream(Work.values())
            .filter(w -> w.label().equals(args[0]))
            .findFirst()
            .orElseThrow();
    int threads = Integer.parseInt(args[3]);
    Compute compute =
        new Compute(
            new OpenBlasLinearAlgebra(threads), threads, Runtime.getRuntime().maxMemory() / 2);
    Task task = Task.of(work, Path.of(args[1]), compute);
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("run")) {
        long start = System.nanoTime();
        Map<String, Double> numbers = task.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        StringBuilder answer = new StringBuilder("done seconds=" + seconds);
        numbers.forEach(
            (name, number) -> answer.append(' ').append(name).append('=').append(number));
        out.println(answer);
      } else if (line.equals("save")) {
        for (Map.Entry<String, NpyArray> array : task.arrays().entrySet()) {
          NpyFile.write(Path.of(args[2], array.getKey() + ".npy"), array.getValue());
        }
        out.println("saved");
      } else {
        return;
      }
    }
  }
}
