package org.otium.benchmarks.scaling;

import java.util.List;
import java.util.Locale;
import org.otium.benchmarks.scaling.Sizes.Point;

/** What was measured, the model of it, and what follows for datasets that fit no machine. */
final class ScalingPage {
  /** A sample on its way to a block has so many bytes beside its features. */
  private static final double SENT = 25;

  /** So many maps share what is sent of the target. */
  private static final int TOGETHER = 16;

  private static final int MANY = 1000;
  private static final int SAMPLES = 1_000_000;
  private static final int FEATURES = 1024;
  private static final int CLASSES = 10;
  private static final int SUBSET = 5000;
  private static final int BATCH = 10_000;
  private static final double CORES = 2;
  private static final int CLUSTER = 1000;
  private final List<Point> points;
  private final String machine;

  ScalingPage(List<Point> points, String machine) {
    this.points = points;
    this.machine = machine;
  }

  private List<Point> of(String work, boolean heldOut) {
    return points.stream()
        .filter(p -> p.sizes().work().equals(work) && p.isHeldOut() == heldOut)
        .toList();
  }

  private CostModel model(String work) {
    return CostModel.fitted(Scaling.terms(work), of(work, false));
  }

  String text() {
    return (head() + measured() + models() + prediction() + bottleneck()).strip() + "\n";
  }

  private String head() {
    return """
        # How work grows

        What pieces of work take on two cores, a model of that, and what the model says of datasets that
        need a cluster. How work is given to a cluster is on the page [cluster.md](cluster.md). All numbers
        of this page, and the page itself, are made by

            benchmarks/scaling

        on %s; those of the tables are also in [scaling.csv](scaling.csv). Datasets are mixtures of
        Gaussians. A time is the least of two, after a run that is not counted. Memory is what the heap held
        at most beyond the datasets, garbage that was not yet collected included: an upper bound.

        - `pairs`: OTDD distances of all pairs of m datasets, debiased, Gaussian label distances, ε = 0.01·max
          cost (`otium distance`);
        - `block`: the transport of a batch of n samples onto as many, and its barycentric projection, label
          distances known (`otium interpolate`);
        - `moments`: means and covariances of the classes of a dataset in memory;
        - `parquet`: a dataset written as one Parquet file, packed with gzip, and read again.

        """
        .formatted(machine);
  }

  private String measured() {
    StringBuilder text =
        new StringBuilder(
            """
            ## Measured

            | work | n | classes | features | datasets | seconds | memory | model |
            |---|---|---|---|---|---|---|---|
            """);
    for (Point point : points) {
      Sizes s = point.sizes();
      double told = model(s.work()).seconds(s);
      text.append(
          String.format(
              Locale.ROOT,
              "| %s%s | %,d | %d | %d | %d | %.4f | %.0f MB | %.4f |%n",
              s.work(),
              point.isHeldOut() ? ", held out" : "",
              s.n(),
              s.classes(),
              s.d(),
              s.m(),
              point.seconds(),
              point.megabytes(),
              told));
    }
    return text.append('\n').toString();
  }

  private String models() {
    StringBuilder text =
        new StringBuilder(
            """
            ## Model

            Seconds are a sum of terms that are known to be there, with coefficients that are not negative and
            make relative errors least. p = m(m−1)/2 pairs, C classes, r = min(n/C, d) rows of the root of a
            covariance. Points that are held out are larger than all that the model was fitted to; it is off
            there by the factors of the last two columns, above or below.

            | work | seconds on two cores | fitted points: median, worst | held out: median, worst |
            |---|---|---|---|
            """);
    for (String work :
        List.of(Measured.PAIRS, Measured.BLOCK, Measured.MOMENTS, Measured.PARQUET)) {
      CostModel model = model(work);
      List<Point> known = of(work, false);
      List<Point> heldOut = of(work, true);
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.2f, %.2f | %.2f, %.2f |%n",
              work,
              model.words(),
              model.median(known),
              model.worst(known),
              model.median(heldOut),
              model.worst(heldOut)));
    }
    return text.append('\n').toString();
  }

  private static String coreHours(double seconds) {
    double hours = seconds * CORES / 3600;
    return String.format(Locale.ROOT, hours < 10 ? "%.1f" : "%,.0f", hours);
  }

  private static String onCluster(double seconds) {
    double hours = seconds * CORES / 3600 / CLUSTER;
    return hours < 0.1
        ? String.format(Locale.ROOT, "%.0f s", hours * 3600)
        : hours > 24 * 365
            ? String.format(Locale.ROOT, "%,.0f years", hours / 24 / 365)
            : String.format(Locale.ROOT, hours < 10 ? "%.1f h" : "%,.0f h", hours);
  }

  private String row(String what, double seconds, String memory, String shuffle) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s |%n",
        what,
        coreHours(seconds),
        onCluster(seconds),
        memory,
        shuffle);
  }

  private double allPairs(int n) {
    return model(Measured.PAIRS).seconds(new Sizes(Measured.PAIRS, n, CLASSES, FEATURES, MANY));
  }

  /** Which part of pairs of some samples label distances are. */
  private double labels() {
    return labels(SUBSET) / model(Measured.PAIRS).seconds(pair(SUBSET));
  }

  private static Sizes pair(int n) {
    return new Sizes(Measured.PAIRS, n, CLASSES, FEATURES, 2);
  }

  /** Between all datasets and the target, as the interpolation measures them. */
  private double allLabels() {
    return labelPairs() * labels(SAMPLES);
  }

  private static double labelPairs() {
    return MANY * (MANY + 1.0) / 2;
  }

  /** Seconds that the label distances of a pair of datasets take. */
  private double labels(int n) {
    Sizes sizes = pair(n);
    CostModel model = model(Measured.PAIRS);
    double sum = 0;
    for (int t = 0; t < model.terms().size(); t++) {
      boolean isOfClasses = model.terms().get(t).words().contains("C");
      sum += isOfClasses ? model.coefficients()[t] * model.terms().get(t).growth().of(sizes) : 0;
    }
    return sum;
  }

  private double maps() {
    double blocks = (double) SAMPLES / BATCH;
    Sizes block = new Sizes(Measured.BLOCK, BATCH, CLASSES, FEATURES, 2);
    return MANY * blocks * model(Measured.BLOCK).seconds(block);
  }

  private double moments() {
    return MANY
        * model(Measured.MOMENTS)
            .seconds(new Sizes(Measured.MOMENTS, SAMPLES, CLASSES, FEATURES, 1));
  }

  private double files() {
    return MANY
        * model(Measured.PARQUET)
            .seconds(new Sizes(Measured.PARQUET, SAMPLES, CLASSES, FEATURES, 1));
  }

  /** Bytes a pair of samples of the largest block. */
  private double bytesAPair() {
    return points.stream()
        .filter(p -> p.sizes().work().equals(Measured.BLOCK) && p.sizes().n() >= 4000)
        .mapToDouble(p -> p.megabytes() * 1e6 / p.sizes().squareOfSamples())
        .max()
        .orElse(0);
  }

  private static String bytes(double bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    int unit = 0;
    double value = bytes;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }

  private String prediction() {
    double row = SENT + Float.BYTES * (double) FEATURES;
    double triangle = Double.BYTES * (FEATURES * (FEATURES + 1.0) / 2 + FEATURES);
    double perClass = CLASSES * triangle;
    String block = bytes(2.0 * BATCH * row + bytesAPair() * BATCH * BATCH);
    StringBuilder text =
        new StringBuilder(
            """
            ## 1,000 datasets of a million samples

            With 1,024 features and 10 classes each, that is %s of features. By the model, on cores like these:

            | work | core-hours | on 1,000 busy cores | memory of a task | shuffled |
            |---|---|---|---|---|
            """
                .formatted(bytes((double) MANY * SAMPLES * FEATURES * Float.BYTES)));
    text.append(row("write and read all files once", files(), "16 MB a group of rows", "0"));
    text.append(
        row(
            "moments of all classes, one pass",
            moments(),
            bytes(3 * perClass) + " where files merge",
            bytes(MANY * 16.0 * perClass)));
    text.append(
        row(
            "distances of all pairs, 5,000 samples of each (the default)",
            allPairs(SUBSET),
            bytes(bytesAPair() * SUBSET * SUBSET),
            "0; each executor reads each dataset once"));
    text.append(
        row(
            "distances of all pairs, all samples",
            allPairs(SAMPLES),
            bytes(bytesAPair() * SAMPLES * (double) SAMPLES) + ", or tiles and more time",
            "0"));
    text.append(
        row(
            "label distances of `interpolate`, of all pairs with the target",
            allLabels(),
            bytes(2.0 * CLASSES * Double.BYTES * FEATURES * FEATURES),
            "0"));
    text.append(
        row("maps of one dataset onto all, batches of 10,000", maps(), block, bytes(shuffled())));
    return text.append(
            String.format(
                Locale.ROOT,
                """

            Moments are counted with 16 files a dataset. A sample on its way to its block takes %.0f bytes. Each map
            moves its dataset to its blocks, and the images of the target to the files of the result; the target
            moves once for 16 maps, whose blocks are the same for datasets of one size. The images lie on the shared
            file system, %s, which the last step reads once.

            The model has seen pairs of 250 to 4,000 samples, blocks of 3,000 to 5,000, and 16 to 256 features. A
            block of 10,000 samples with 1,024 features is twice as many samples and four times as many features:
            its row is trusted about as far as the held-out points say, and no farther. The row of all samples of all
            pairs is 500 times as many samples as were seen; take it as an order of magnitude. No number here
            was measured on 1,000 cores: what is lost to a network, to stragglers and to a shared file system
            is not in it.

            """,
                row,
                bytes((double) MANY * SAMPLES * Float.BYTES * (FEATURES + CLASSES))))
        .toString();
  }

  private String bottleneck() {
    double share = maps() / Math.max(1e-9, maps() + moments());
    return String.format(
        Locale.ROOT,
        """
        ## Where it stops first

        - **Pairs of all samples.** n² is what does not scale: no number of cores makes pairs of a million
          samples cheap. Samples of each dataset (`--samples`), the solver `minibatch`, whose cost is n·B, or
          sliced distances, n·log n, move it; a faster machine does not.
        - **Label distances** are %.0f %% of pairs of 5,000 samples: C² singular value decompositions a pair.
          `covariance: diagonal` of `gaussian`, or `means`, move it.
        - **Label distances of `interpolate`** are what it stops at first: the projection measures between all
          pairs of datasets, %s of them here, whether or not `--weights` are given, and its label
          distances take %s core-hours, %.0f times what the maps take. Cores move it, and so do `covariance:
          diagonal` of `gaussian`, or `means`, as the `label-distance` of the interpolation and of its maps;
          `label-weight: 0` of the interpolation leaves all but those of the maps out, one pair a dataset.
        - **Maps in batches** are %.0f %% of the time of maps and moments together, all of it in blocks that
          need nothing of each other: cores move it. Half the batch is half the time and a quarter of the
          memory, for a coarser plan.
        - **The shuffle** of maps is the first thing that cores do not move: each map sends its dataset to its
          blocks, and the images of the target to the files of the result. At 1 GB/s a machine and 16 cores each
          it takes %s for all maps. Where maps cut the target into other blocks, because datasets differ in
          size, each sends the target as well, which makes it half as much again.
        - **Files are read three times**: for labels and damage, for moments and the first block of each map,
          which decides ε, and for the shuffle. Each time all datasets and all maps are one job, so that all
          cores have work. One reading less would need labels that are known beforehand.
        - **The driver** of `interpolate` holds labels and weights, 12 bytes a sample of all datasets: %s
          here. It cuts one map after the other into blocks, for which it holds 24 bytes a sample more. Of
          features it sees those of the samples that pictures show. That of `distance` holds names and hashes of
          datasets, and of each pair a record of about 100 bytes while pairs are compared. When results are
          written, matrices, tables and texts make it about 500 bytes a pair beside the text of the report: for a
          thousand datasets, which have half a million pairs, 250 MB. Executors hold the samples that are used, in
          a quarter of their heap and then in a temporary file; datasets of this size have to be in Parquet files,
          of which they hold samples and labels alone, and which each of them goes through once.
          The driver of `interpolate` also adds up a sum a pair, one file of the result after the other, and keeps a
          file of label distances for each pair in the run folder until the end.
        - **Files of the result** hold as many samples as images of all maps fit into 64 MB, and not fewer than
          512: %s files here, for each of which a task holds %s of images. Every block is opened once for
          all of them.
        - **Shares of classes** are written for all classes of all datasets: %s a sample here, more than the
          features have. Fewer datasets at a time move it.

        """,
        100 * labels(),
        String.format(Locale.ROOT, "%,.0f", labelPairs()),
        coreHours(allLabels()),
        allLabels() / maps(),
        100 * share,
        hours(shuffled() / 1e9 / (CLUSTER / 16.0)),
        bytes(12.0 * SAMPLES * MANY),
        String.format(Locale.ROOT, "%,.0f", Math.ceil(SAMPLES / 512.0)),
        bytes(512.0 * (MANY + 1) * (FEATURES + CLASSES) * Float.BYTES),
        bytes((double) Float.BYTES * CLASSES * MANY));
  }

  /** What all maps send to their blocks, and to the files of the result. */
  private static double shuffled() {
    double toBlock = SENT + Float.BYTES * (double) FEATURES;
    double image = Integer.BYTES + Double.BYTES + Float.BYTES * (double) (FEATURES + CLASSES);
    return MANY * (double) SAMPLES * (toBlock * (1 + 1.0 / TOGETHER) + image);
  }

  private static String hours(double seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%.0f minutes", seconds / 60)
        : String.format(Locale.ROOT, "%.1f hours", seconds / 3600);
  }
}
