package org.otium.app.experiment.labels;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.otium.api.Covariance;
import org.otium.api.FeatureShape;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianMeasure;
import org.otium.app.experiment.labels.ComparedClasses.OneClass;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.RunFolder;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;
import org.otium.numerics.SampleMoments;

/** Writes the statistics of the classes of datasets, a file a dataset. */
final class ClassStatistics {
  private final RunFolder folder;
  private final ClassesPlan plan;
  private final ClassesMemory memory;
  private final List<String> names = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  ClassStatistics(RunFolder folder, ClassesPlan plan, ClassesMemory memory) {
    this.folder = folder;
    this.plan = plan;
    this.memory = memory;
  }

  /**
   * Writes those of the next dataset.
   *
   * @param classes is given the classes
   * @return what the dataset is called, which no other is
   */
  String write(AboutDataset about, List<OneClass> classes) throws IOException {
    int dataset = names.size();
    String free = about.name();
    for (int i = 2; names.contains(free); i++) {
      free = about.name() + " (" + i + ")";
    }
    names.add(free);
    SortedMap<Integer, SampleMoments> moments =
        MomentsFile.read(plan.files().moments(dataset), plan.form());
    memory.requireStatistics(plan.form(), about.shape().dimension(), moments.size());
    String file = "statistics-" + fileName(free) + ".npz";
    Map<String, NpyArray> arrays = arrays(dataset, about, moments, classes);
    AtomicFile.write(folder.file(file), path -> NpzFile.write(path, arrays));
    return free;
  }

  /** A name that every file system takes, and that no other dataset has. */
  private String fileName(String name) {
    String plain = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[-.]+|-+$", "");
    String stem = plain.isEmpty() ? "dataset" : plain.substring(0, Math.min(80, plain.length()));
    String free = stem;
    // Some file systems do not tell capitals from small letters.
    for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = stem + "-" + i;
    }
    return free;
  }

  private Map<String, NpyArray> arrays(
      int dataset,
      AboutDataset about,
      SortedMap<Integer, SampleMoments> moments,
      List<OneClass> classes) {
    int c = moments.size();
    int d = about.shape().dimension();
    boolean isFull = plan.form() == GaussianFamily.Form.FULL;
    int[] ids = new int[c];
    String[] classNames = new String[c];
    long[] counts = new long[c];
    double[] weights = new double[c];
    double[] means = new double[Math.multiplyExact(c, d)];
    int each = isFull ? Math.multiplyExact(d, d) : d;
    double[] covariances = new double[Math.multiplyExact(c, each)];
    double mass = moments.values().stream().mapToDouble(SampleMoments::mass).sum();
    int k = 0;
    for (Map.Entry<Integer, SampleMoments> entry : moments.entrySet()) {
      SampleMoments own = entry.getValue();
      GaussianMeasure gaussian = own.gaussian();
      ids[k] = entry.getKey();
      classNames[k] = about.className(ids[k]);
      counts[k] = own.count();
      weights[k] = own.mass() / mass;
      double[] mean = gaussian.mean();
      System.arraycopy(mean, 0, means, k * d, d);
      double[] kept =
          switch (gaussian.covariance()) {
            case Covariance.Full full -> full.toArray();
            case Covariance.Diagonal diagonal -> diagonal.toArray();
          };
      System.arraycopy(kept, 0, covariances, k * each, each);
      float[] shown = new float[d];
      double trace = 0;
      for (int j = 0; j < d; j++) {
        shown[j] = (float) mean[j];
        trace += kept[isFull ? j * d + j : j];
      }
      classes.add(
          new OneClass(
              dataset, ids[k], classNames[k], counts[k], weights[k], Math.sqrt(trace), shown));
      k++;
    }
    FeatureShape shape = about.shape();
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("classes", NpyArray.of(ids, c));
    arrays.put("names", NpyArray.of(classNames, c));
    arrays.put("counts", NpyArray.of(counts, c));
    arrays.put("weights", NpyArray.of(weights, c));
    arrays.put("means", NpyArray.of(means, c, d));
    if (isFull) {
      arrays.put("covariances", NpyArray.of(covariances, c, d, d));
    } else {
      arrays.put("variances", NpyArray.of(covariances, c, d));
    }
    arrays.put(
        "shape", NpyArray.of(new int[] {shape.height(), shape.width(), shape.channels()}, 3));
    return arrays;
  }
}
