package org.otium.app.experiment.distance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.data.npz.NpyArray;

/** Squared distances between datasets as they are written to a file. */
public final class DistanceMatrixFile {
  private DistanceMatrixFile() {}

  /**
   * A matrix and what its rows are called.
   *
   * @param names what the rows are called
   * @param squared the matrix
   * @return arrays by name
   */
  public static Map<String, NpyArray> arrays(List<String> names, double[][] squared) {
    int n = names.size();
    double[] flat = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(squared[i], 0, flat, i * n, n);
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("squared", NpyArray.of(flat, n, n));
    arrays.put("names", NpyArray.of(names.toArray(String[]::new), n));
    return arrays;
  }
}
