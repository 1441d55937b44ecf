/**
 * Datasets: the formats they are read from and written to ({@code idx}, {@code npz}, {@code csv},
 * {@code parquet}, {@code image-folder}, {@code cifar}), generators that need no files ({@code
 * glyphs}, {@code gaussian-mixture}, {@code gaussian-grid}, {@code rings}, {@code swiss-roll},
 * {@code moons}), subsets, splits and resampling, and transforms made of these ({@code
 * balanced-subset}, {@code resize}, {@code standardize}).
 */
module otium.data {
  requires transitive otium.api;
  requires com.fasterxml.jackson.core;
  requires de.siegmar.fastcsv;
  requires dev.hardwood.core;
  requires java.desktop;

  exports org.otium.data;
  exports org.otium.data.csv;
  exports org.otium.data.glyphs;
  exports org.otium.data.idx;
  exports org.otium.data.images;
  exports org.otium.data.cifar;
  exports org.otium.data.npz;
  exports org.otium.data.parquet;
  exports org.otium.data.synthetic;
  exports org.otium.data.transforms;

  provides org.otium.spi.DatasetFormatProvider with
      org.otium.data.plugins.CifarProvider,
      org.otium.data.plugins.CsvProvider,
      org.otium.data.plugins.IdxProvider,
      org.otium.data.plugins.ImageFolderProvider,
      org.otium.data.plugins.NpzProvider,
      org.otium.data.plugins.ParquetProvider;
  provides org.otium.spi.DatasetSourceProvider with
      org.otium.data.plugins.GaussianGridProvider,
      org.otium.data.plugins.GaussianMixtureProvider,
      org.otium.data.plugins.GlyphsProvider,
      org.otium.data.plugins.MoonsProvider,
      org.otium.data.plugins.RingsProvider,
      org.otium.data.plugins.SwissRollProvider;
  provides org.otium.spi.DatasetTransformProvider with
      org.otium.data.plugins.BalancedSubsetProvider,
      org.otium.data.plugins.ResizeProvider,
      org.otium.data.plugins.StandardizeProvider,
      org.otium.data.plugins.KeepClassesProvider,
      org.otium.data.plugins.GroupClassesProvider;
}
