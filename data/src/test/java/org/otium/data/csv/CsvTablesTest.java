package org.otium.data.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

final class CsvTablesTest {
  @TempDir private Path folder;

  private static final CsvSettings DEFAULTS = CsvSettings.defaults();

  private Path put(String content) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), content);
  }

  private LabeledDataset read(String content, CsvSettings settings) throws IOException {
    return new CsvFormat(settings).read(put(content));
  }

  private InvalidInputException refusal(String content, CsvSettings settings) throws IOException {
    Path path = put(content);
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> new CsvFormat(settings).read(path));
    assertEquals(1, e.what().lines().count(), e.what());
    return e;
  }

  private static void assertSays(String part, InvalidInputException e) {
    assertTrue(e.what().contains(part), e.what());
  }

  @Test
  void textLabelsAreNumberedByName() throws IOException {
    LabeledDataset read = read("a,class,b\n1,dog,2.5\n-3,cat,4e2\n5,dog,.5\n", DEFAULTS);
    assertEquals(Map.of(0, "cat", 1, "dog"), read.classNames());
    assertArrayEquals(new int[] {1, 0, 1}, ((Labels.Hard) read.labels()).toArray());
    assertArrayEquals(new float[] {1, 2.5f, -3, 400, 5, 0.5f}, read.features().toArray());
    assertEquals("t", read.name());
  }

  @Test
  void wholeNumbersAreClassIds() throws IOException {
    LabeledDataset read = read("x,label\n1,7\n2,-3\n3,7.0\n", DEFAULTS);
    assertArrayEquals(new int[] {-3, 7}, read.classIds());
    assertTrue(read.classNames().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"';'", "'\t'", "','"})
  void separatorIsSeenInTheFirstLine(String separator) throws IOException {
    String table = "a|'b'|label\r\n1|2|x\r\n3|4|y".replace("|", separator).replace('\'', '"');
    LabeledDataset read = read(table, DEFAULTS);
    assertEquals(2, read.dimension());
    assertEquals("y", read.className(read.labels().classOf(1)));
  }

  @Test
  void quotesByteOrderMarkAndBlankLinesAreUnderstood() throws IOException {
    LabeledDataset read =
        read("\ufeff\"a,1\",target\n\n\"1\" , \"say \"\"hi\"\", you\"\n\n2,no\n", DEFAULTS);
    assertEquals("say \"hi\", you", read.className(1));
    assertEquals(1, read.dimension());
  }

  @Test
  void packedTablesAreRead() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write("x,y\n1,a\n2,b\n".getBytes(StandardCharsets.UTF_8));
    }
    Path path = Files.write(folder.resolve("p.csv.gz"), out.toByteArray());
    assertTrue(new CsvFormat().recognises(path));
    assertEquals("p", new CsvFormat().read(path).name());
  }

  @Test
  void withoutHeaderColumnsAreNumbered() throws IOException {
    CsvSettings settings = DEFAULTS.withHeader(false).withLabel("c2");
    LabeledDataset read = read("1,a,2\n3,b,4\n", settings);
    assertArrayEquals(new float[] {1, 2, 3, 4}, read.features().toArray());
    assertSays("c1, c2, c3", refusal("1,a,2\n", DEFAULTS.withHeader(false)));
  }

  @Test
  void labelColumnMustBeClear() throws IOException {
    assertSays("it has a, b", refusal("a,b\n1,2\n", DEFAULTS));
    assertSays("class, y", refusal("class,y,z\n1,2,3\n", DEFAULTS));
    InvalidInputException e = refusal("a,b\n1,2\n", DEFAULTS.withLabel("c"));
    assertSays("no column 'c'", e);
    assertEquals("Its columns are a, b.", e.remedy());
    assertEquals(1, read("Y,z\n1,2\n", DEFAULTS).dimension());
  }

  @Test
  void besideLabelsAColumnYIsACoordinate() throws IOException {
    LabeledDataset read = read("x,y,label\n1,2,a\n3,4,b\n", DEFAULTS);
    assertArrayEquals(new float[] {1, 2, 3, 4}, read.features().toArray());
    assertEquals("b", read.className(1));
    assertSays("label, class, y", refusal("label,class,y,z\n1,2,3,4\n", DEFAULTS));
  }

  @Test
  void missingValuesAreRefusedDroppedOrFilled() throws IOException {
    String table = "x,k,label\n1,u,a\n?,v,b\n4,,a\n7,u,b\n";
    CsvSettings oneHot = DEFAULTS.withCategorical(CsvSettings.Categorical.ONE_HOT);
    InvalidInputException e = refusal(table, oneHot);
    assertSays("line 3", e);
    assertSays("column 'x'", e);
    LabeledDataset dropped = read(table, oneHot.withMissing(CsvSettings.Missing.DROP));
    assertArrayEquals(new float[] {1, 1, 7, 1}, dropped.features().toArray());
    LabeledDataset filled = read(table, oneHot.withMissing(CsvSettings.Missing.MEAN));
    assertArrayEquals(
        new float[] {1, 1, 0, 4, 0, 1, 4, 2f / 3, 1f / 3, 7, 1, 0}, filled.features().toArray());
    assertSays(
        "line 3", refusal("x,y\n1,a\n2,?\n", DEFAULTS.withMissing(CsvSettings.Missing.MEAN)));
    assertSays(
        "no values", refusal("x,z,y\n,1,a\n", DEFAULTS.withMissing(CsvSettings.Missing.MEAN)));
  }

  @Test
  void textColumnsAreListedOrSpreadOut() throws IOException {
    String table = "x,colour,size,y\n1,red,12,a\n2,blue,L,b\n3,red,S,a\n";
    InvalidInputException e = refusal(table, DEFAULTS);
    assertSays("colour ('red' in line 2), size ('L' in line 3)", e);
    LabeledDataset read = read(table, DEFAULTS.withCategorical(CsvSettings.Categorical.ONE_HOT));
    assertArrayEquals(
        new float[] {1, 0, 1, 1, 0, 0, 2, 1, 0, 0, 1, 0, 3, 0, 1, 0, 0, 1},
        read.features().toArray());
    assertEquals(1, read(table, DEFAULTS.withIgnore("colour", "size")).dimension());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "x,y;1,a;2;3,b | line 3 of",
        "x,y;1,a,5 | has 3 fields, not 2",
        "x,x,y;1,2,a | both called 'x'",
        "x,y | has no records",
        "\"\" | is empty",
        "y;1 | no column of features",
        "x,,y;1,2,3 | column 2",
        "x,y;1,0.5;2,0.7 | which is no class",
        "x,y;1e99,a | too large",
        "x,y;1,a;-Inf,b | column 'x': -Inf is not a finite number",
        "a,y;1,u;NaN,v | column 'a': NaN is not a finite number",
        "x,y;0x10,a | '0x10' in line 2",
        "x,y;1f,a | '1f' in line 2",
      })
  void wrongTablesAreRefused(String table, String reason) throws IOException {
    assertSays(reason, refusal(table.replace(';', '\n'), DEFAULTS));
  }

  @Test
  void hintsNameTheFileWithSettingsThatWouldDo() throws IOException {
    Path path = folder.resolve("t.csv");
    assertEquals(
        "Name the column in the setting 'label', or set 'label: none' if there are no labels; set"
            + " 'header: false' if the first line is data: for instance 'csv{header: false, label: c2}:"
            + path
            + "'.",
        refusal("5.1,setosa\n4.9,setosa\n", DEFAULTS).remedy());
    String missing = refusal("1,a\n,b\n", DEFAULTS.withHeader(false).withLabel("c2")).remedy();
    assertTrue(
        missing.endsWith("'csv{header: false, label: c2, missing: drop}:" + path + "'."), missing);
  }

  @Test
  void zeroBytesAreNoText() throws IOException {
    Path path = Files.write(folder.resolve("z.csv"), new byte[] {0, 0, 8, 3});
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> new CsvFormat().read(path));
    assertSays("no text", e);
    assertTrue(new CsvFormat().isNamedFor(path));
  }

  @Test
  void binaryContentIsRefused() throws IOException {
    Path path = Files.write(folder.resolve("b.csv"), new byte[] {'x', ',', (byte) 0xff, '\n'});
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> new CsvFormat().read(path));
    assertSays("not UTF-8", e);
  }

  @Test
  void softLabelsAndUnnamedWeightsAreNotWritten() {
    LabeledDataset plain =
        LabeledDataset.of("p", Matrix.of(new double[][] {{1}, {2}}), Labels.hard(0, 1));
    LabeledDataset soft =
        plain.withLabels(Labels.soft(new int[] {0}, Matrix.of(new double[][] {{1}, {1}})));
    Path path = folder.resolve("w.csv");
    assertThrows(InvalidInputException.class, () -> new CsvFormat().write(soft, path));
    LabeledDataset weighted = plain.withWeights(org.otium.api.Weights.probability(0.25, 0.75));
    assertThrows(InvalidInputException.class, () -> new CsvFormat().write(weighted, path));
  }

  @Test
  void writtenTableIsPlain() throws IOException {
    LabeledDataset dataset =
        LabeledDataset.of("p", Matrix.of(new double[][] {{1, 0.1}, {-2, 1e-9}}), Labels.hard(4, 9));
    Path path = folder.resolve("w.tsv");
    new CsvFormat().write(dataset, path);
    assertEquals("x1\tx2\tlabel\n1\t0.1\t4\n-2\t1.0E-9\t9\n", Files.readString(path));
  }

  private static Path uci(String name) {
    Path path = Path.of(System.getProperty("otium.root", "."), "..", "shared", "data", "uci", name);
    Assumptions.assumeTrue(Files.exists(path), path + " is not there");
    return path;
  }

  @Test
  void irisAndWineLoad() throws IOException {
    LabeledDataset iris =
        new CsvFormat(DEFAULTS.withHeader(false).withLabel("c5")).read(uci("iris.csv"));
    assertEquals("iris (150 samples, 4 features, 3 classes)", iris.toString());
    assertEquals("Iris-virginica", iris.className(2));
    LabeledDataset wine =
        new CsvFormat(DEFAULTS.withHeader(false).withLabel("c14")).read(uci("wine.csv"));
    assertEquals("wine (178 samples, 13 features, 3 classes)", wine.toString());
    assertArrayEquals(new int[] {1, 2, 3}, wine.classIds());
  }

  @Test
  void adultLoads() throws IOException {
    CsvSettings settings =
        DEFAULTS
            .withHeader(false)
            .withLabel("c15")
            .withIgnore("c3")
            .withCategorical(CsvSettings.Categorical.ONE_HOT)
            .withMissing(CsvSettings.Missing.DROP);
    LabeledDataset adult = new CsvFormat(settings).read(uci("adult-train.csv"));
    // The complete cases and the 98 texts of adult.names that occur among them, and 5 numbers.
    assertEquals(30_162, adult.size());
    assertEquals(103, adult.dimension());
    assertEquals(Map.of(0, "<=50K", 1, ">50K"), adult.classNames());
  }
}
